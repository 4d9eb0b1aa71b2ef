package org.dockwarden.agent.station;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.agent.clock.CameraClock;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.camera.BatteryLevel;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.camera.CameraProfile;
import org.dockwarden.dock.camera.CameraProfile.BatteryRule;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.camera.VolumeFile;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.manifest.ClockOffset;

/**
 * Which camera it is: profile by layout (F-5), serial (F-6), firmware, and its clock before
 * anything corrects it (M-6), and its charge as it tells it (F-26).
 */
record Identification(
    CameraProfile profile,
    CameraId camera,
    Optional<String> firmware,
    Optional<ClockOffset> clock,
    OptionalInt percent) {
  /** A serial or version is one short line. */
  private static final int MAX_LINE_BYTES = 256;

  private static final int BATCH = 1000;

  static Identification of(
      CameraVolume volume,
      CameraDescriptor device,
      Verdict.Accepted accepted,
      Instant dockedAt,
      InstantSource clock)
      throws IOException {
    CameraProfile profile = profile(volume, accepted);
    String serial = device.serial();
    if (serial.isBlank()) {
      serial = line(volume, profile.serialFile()).orElse("");
    }
    if (serial.isBlank()) {
      throw new BayException(
          BayReason.SERIAL_MISSING, "profile " + profile.name() + ": the camera names no serial");
    }
    return new Identification(
        profile,
        camera(device, serial),
        line(volume, profile.firmwareFile()),
        clock(volume, profile.clockFile(), dockedAt, clock),
        profile.battery().isPresent()
            ? percent(volume, profile.battery().get())
            : OptionalInt.empty());
  }

  /** Within the first {@value #MAX_LINE_BYTES} bytes of the file. */
  private static OptionalInt percent(CameraVolume volume, BatteryRule rule) throws IOException {
    Optional<String> text = beginning(volume, rule.file());
    return text.isPresent() ? BatteryLevel.of(rule).in(text.get()) : OptionalInt.empty();
  }

  private static CameraId camera(CameraDescriptor device, String serial) throws BayException {
    try {
      return CameraId.of(device.vendorId(), device.productId(), serial);
    } catch (IllegalArgumentException e) {
      throw new BayException(BayReason.ENUMERATION_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /** A batch at a time, so that 200,000 files need no memory: the first profile that any finds. */
  private static CameraProfile profile(CameraVolume volume, Verdict.Accepted accepted)
      throws IOException {
    List<CameraProfile> candidates = accepted.candidates();
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    List<VolumeFile> batch = new ArrayList<>();
    int[] best = {candidates.indexOf(accepted.profileFor(batch))};
    volume.list(
        file -> {
          batch.add(file);
          if (batch.size() == BATCH) {
            best[0] = Math.min(best[0], candidates.indexOf(accepted.profileFor(batch)));
            batch.clear();
          }
        },
        _ -> {});
    return candidates.get(Math.min(best[0], candidates.indexOf(accepted.profileFor(batch))));
  }

  private static Optional<String> line(CameraVolume volume, Optional<String> path)
      throws IOException {
    Optional<String> text = path.isPresent() ? beginning(volume, path.get()) : Optional.empty();
    return text.flatMap(it -> it.lines().findFirst())
        .map(String::strip)
        .filter(line -> !line.isEmpty());
  }

  private static Optional<String> beginning(CameraVolume volume, String path) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(MAX_LINE_BYTES);
    try (SeekableByteChannel file = volume.open(path.getBytes(StandardCharsets.UTF_8))) {
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = file.read(buffer);
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    return Optional.of(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
  }

  private static Optional<ClockOffset> clock(
      CameraVolume volume, Optional<String> path, Instant dockedAt, InstantSource clock)
      throws IOException {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant written = volume.look(path.get().getBytes(StandardCharsets.UTF_8)).modified();
      return Optional.of(CameraClock.measure(written, dockedAt, clock.instant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
