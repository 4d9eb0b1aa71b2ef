package org.dockwarden.fleet.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dockwarden.fleet.dock.DockKey;

/**
 * Footage that came late, as far as the docks' metrics tell.
 *
 * @param at when the step was taken or, while it is still outstanding, when it was last seen so
 * @param recordedAt when the oldest of it was recorded
 * @param lateness from recording to the step
 */
public record LateFootage(
    Instant at,
    Step step,
    DockKey dock,
    Optional<String> bay,
    Optional<String> camera,
    Optional<Instant> recordedAt,
    Duration lateness) {
  /** Which step was late. */
  public enum Step {
    DOCKED,
    DELIVERED
  }
}
