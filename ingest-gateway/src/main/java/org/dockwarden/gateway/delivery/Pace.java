package org.dockwarden.gateway.delivery;

import java.time.Duration;

/**
 * When to look at a delivery again. Waiting for the DEMS: after a tenth of the time that it has
 * taken already, between a quarter of a second and a minute. After a failure: doubling from a
 * second to five minutes.
 */
final class Pace {
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
  private static final int MAX_DOUBLINGS = 10;

  private Pace() {}

  static Duration afterWaiting(Duration waited) {
    Duration tenth = waited.dividedBy(10);
    if (tenth.compareTo(SHORTEST_WAIT) < 0) {
      return SHORTEST_WAIT;
    }
    return tenth.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : tenth;
  }

  static Duration afterFailures(int failures) {
    Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return retry.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry;
  }
}
