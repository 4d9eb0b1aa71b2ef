package org.dockwarden.agent.upload;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: full jitter, a random part of a bound that doubles with
 * every failure in a row and ends at a limit.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 500;
  private static final int MAX_DOUBLINGS = 20;

  private final RandomGenerator random;
  private final Duration limit;
  private int failures;

  Backoff(RandomGenerator random, Duration limit) {
    this.random = random;
    this.limit = limit;
  }

  /** Something succeeded. */
  void reset() {
    failures = 0;
  }

  /** The wait after one more failure; at least what the server asked for. */
  Duration next(Optional<Duration> retryAfter) {
    long bound = Math.min(limit.toMillis(), FIRST_MILLIS << Math.min(failures, MAX_DOUBLINGS));
    failures++;
    Duration jittered = Duration.ofMillis(random.nextLong(bound + 1));
    return retryAfter.filter(asked -> asked.compareTo(jittered) > 0).orElse(jittered);
  }
}
