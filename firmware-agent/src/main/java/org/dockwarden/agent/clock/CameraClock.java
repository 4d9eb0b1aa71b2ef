package org.dockwarden.agent.clock;

import java.time.Duration;
import java.time.Instant;
import org.dockwarden.evidence.manifest.ClockOffset;

/**
 * A camera's clock, from the modification time of a file that it writes when it is connected
 * (spec/camera-profiles.md, clock_file).
 */
public final class CameraClock {
  /** FAT keeps modification times in steps of two seconds (Microsoft FAT specification 1.03). */
  private static final Duration RESOLUTION = Duration.ofSeconds(2);

  private CameraClock() {}

  /**
   * The offset, camera minus dock (M-6).
   *
   * @param written the file's modification time, by the camera's clock
   * @param dockedAt the dock's time before which it cannot have been written
   * @param lookedAt the dock's time after which it cannot have been written
   */
  public static ClockOffset measure(Instant written, Instant dockedAt, Instant lookedAt) {
    Duration half = Duration.between(dockedAt, lookedAt).abs().dividedBy(2);
    Instant middle = dockedAt.plus(half);
    return new ClockOffset(
        Duration.ofMillis(Duration.between(middle, written).toMillis()),
        Duration.ofMillis(half.plus(RESOLUTION).toMillis()),
        lookedAt);
  }
}
