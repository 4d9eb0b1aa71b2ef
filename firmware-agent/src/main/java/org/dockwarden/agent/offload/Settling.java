package org.dockwarden.agent.offload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.dockwarden.agent.journal.ListedFile;

/**
 * A file is what was listed only if it is unchanged after the profile's time. It is read meanwhile:
 * what was read counts only if the look after that time, and after the last byte, finds no change.
 */
record Settling(InstantSource clock) {
  /** Waits for what is left of the time, but not beyond the stay's end. */
  void await(DockedCamera camera, ListedFile file) throws InterruptedException {
    Duration settle = camera.profile().settle();
    Instant settledAt = file.listedAt().plus(settle);
    Duration left = Duration.between(clock.instant(), settledAt);
    // A clock that was set back must not hold the camera: never longer than the time itself.
    if (left.isPositive()) {
      camera.stay().await(left.compareTo(settle) < 0 ? left : settle);
    }
  }
}
