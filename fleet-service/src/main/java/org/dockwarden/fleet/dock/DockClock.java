package org.dockwarden.fleet.dock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges the times that docks tell: a clock may be years off. */
final class DockClock {
  /** What is older was not kept by any dock's outbox. */
  private static final Duration OLDEST = Duration.ofDays(400);

  /** A dock's clock may be ahead by this much. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private static final long FIRST_MILLIS = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_MILLIS = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  private DockClock() {}

  static boolean isDate(long millis) {
    return millis >= FIRST_MILLIS && millis < LAST_MILLIS;
  }

  static boolean isSensible(Optional<Instant> said, Instant now) {
    return said.isPresent()
        && said.get().isAfter(now.minus(OLDEST))
        && said.get().isBefore(now.plus(AHEAD));
  }
}
