package org.dockwarden.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dockwarden.demo.clips.SampleClips;

/**
 * The play without an end: officers come with cameras, dock them in free bays, take them when they
 * are empty, and come again. They leave a person's own camera alone. One thread; {@link #advance}
 * does whatever is due.
 */
final class Theatre {
  private static final int CAMERAS = 4;
  private static final String SERIALS = "BW-000";
  private static final int MAX_CLIPS = 4;
  private static final Duration FIRST_ARRIVALS = Duration.ofSeconds(5);

  /** How long an emptied camera stays to be looked at. */
  private static final Duration REST = Duration.ofSeconds(6);

  /** How long a camera is out, at most. */
  private static final Duration SHIFT = Duration.ofSeconds(40);

  private final DemoFolder folder;
  private final Random random = new Random();
  private final SampleClips clips = new SampleClips(random);
  private final List<Camera> cameras = new ArrayList<>();

  /** A camera, and when it does what it does next. */
  private static final class Camera {
    private final String serial;
    private final Path volume;
    private Instant due;
    private Optional<SimulatedBay> bay = Optional.empty();

    private Camera(String serial, Path volume, Instant due) {
      this.serial = serial;
      this.volume = volume;
      this.due = due;
    }
  }

  Theatre(DemoFolder folder, Instant now) throws IOException {
    this.folder = folder;
    for (int camera = 1; camera <= CAMERAS; camera++) {
      String serial = SERIALS + camera;
      Path volume = Files.createDirectories(folder.cameras().resolve(serial));
      cameras.add(new Camera(serial, volume, now.plus(upTo(FIRST_ARRIVALS))));
    }
    for (SimulatedBay bay : SimulatedBay.all(folder)) {
      if (bay.serial().filter(serial -> serial.startsWith(SERIALS)).isPresent()) {
        bay.undock(); // left in it by an earlier run; a person's own camera stays
      }
    }
  }

  /** Docks who is due, and takes who is empty; says so on {@code out}. */
  void advance(Instant now, PrintStream out) throws IOException {
    for (Camera camera : cameras) {
      if (camera.bay.isEmpty()) {
        if (!now.isBefore(camera.due)) {
          arrive(camera, out);
        }
      } else if (!CameraContents.list(camera.volume).isEmpty()) {
        camera.due = now.plus(REST);
      } else if (!now.isBefore(camera.due)) {
        leave(camera, camera.bay.get(), now, out);
      }
    }
  }

  private void arrive(Camera camera, PrintStream out) throws IOException {
    List<SimulatedBay> free =
        SimulatedBay.all(folder).stream().filter(SimulatedBay::isFree).toList();
    if (free.isEmpty()) {
      return; // comes again at the next turn
    }
    int count = 1 + random.nextInt(MAX_CLIPS);
    clips.record(camera.volume, camera.serial, count, Instant.now());
    SimulatedBay bay = free.get(random.nextInt(free.size()));
    bay.dock(camera.serial, camera.volume);
    camera.bay = Optional.of(bay);
    out.println(camera.serial + " docks in bay " + bay.number() + ", clips: " + count);
  }

  private void leave(Camera camera, SimulatedBay bay, Instant now, PrintStream out)
      throws IOException {
    bay.undock();
    out.println(camera.serial + " is taken from bay " + bay.number() + ", empty");
    camera.bay = Optional.empty();
    camera.due = now.plus(upTo(SHIFT));
  }

  private Duration upTo(Duration most) {
    return Duration.ofMillis(1000 + random.nextLong(most.toMillis()));
  }
}
