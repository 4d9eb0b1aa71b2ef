package org.dockwarden.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dockwarden.demo.clips.SampleClips;

/**
 * The play without an end: officers come with cameras, dock them in free bays, take them when they
 * are empty, and come again. One thread; {@link #advance} does whatever is due.
 */
final class Theatre {
  private static final int BAYS = 6;
  private static final int CAMERAS = 4;
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
  private final Map<Integer, Camera> bays = new HashMap<>();

  /** A camera, and when it does what it does next. */
  private static final class Camera {
    private final String serial;
    private final Path volume;
    private Instant due;
    private int bay;

    private Camera(String serial, Path volume, Instant due) {
      this.serial = serial;
      this.volume = volume;
      this.due = due;
    }
  }

  Theatre(DemoFolder folder, Instant now) throws IOException {
    this.folder = folder;
    for (int camera = 1; camera <= CAMERAS; camera++) {
      String serial = "BW-000" + camera;
      Path volume = Files.createDirectories(folder.cameras().resolve(serial));
      cameras.add(new Camera(serial, volume, now.plus(upTo(FIRST_ARRIVALS))));
    }
    for (int bay = 1; bay <= BAYS; bay++) {
      new SimulatedBay(folder.bays(), bay).undock();
    }
  }

  /** Docks who is due, and takes who is empty; says so on {@code out}. */
  void advance(Instant now, PrintStream out) throws IOException {
    for (Camera camera : cameras) {
      if (camera.bay == 0) {
        if (!now.isBefore(camera.due)) {
          arrive(camera, out);
        }
      } else if (!CameraContents.list(camera.volume).isEmpty()) {
        camera.due = now.plus(REST);
      } else if (!now.isBefore(camera.due)) {
        leave(camera, now, out);
      }
    }
  }

  private void arrive(Camera camera, PrintStream out) throws IOException {
    int count = 1 + random.nextInt(MAX_CLIPS);
    clips.record(camera.volume, camera.serial, count, Instant.now());
    do {
      camera.bay = 1 + random.nextInt(BAYS);
    } while (bays.putIfAbsent(camera.bay, camera) != null);
    new SimulatedBay(folder.bays(), camera.bay).dock(camera.serial, camera.volume);
    out.println(camera.serial + " docks in bay " + camera.bay + " with " + count + " clips");
  }

  private void leave(Camera camera, Instant now, PrintStream out) throws IOException {
    new SimulatedBay(folder.bays(), camera.bay).undock();
    out.println(camera.serial + " is taken from bay " + camera.bay + ", empty");
    bays.remove(camera.bay);
    camera.bay = 0;
    camera.due = now.plus(upTo(SHIFT));
  }

  private Duration upTo(Duration most) {
    return Duration.ofMillis(1000 + random.nextLong(most.toMillis()));
  }
}
