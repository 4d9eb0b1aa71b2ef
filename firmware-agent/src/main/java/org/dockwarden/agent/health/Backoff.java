package org.dockwarden.agent.health;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait, so that ten thousand docks do not come back at once (H-12). One thread. */
final class Backoff {
  private static final long FIRST_MILLIS = 1000;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration LONGEST_WITHOUT_HOST = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 20;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** How far from its start a node first connects: the same for each start. */
  static Duration offset(String node, Duration spread) {
    // The finalizer of MurmurHash3: names that differ in their last digit only are spread, too.
    int hash = node.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    hash ^= hash >>> 16;
    return spread.isZero()
        ? Duration.ZERO
        : Duration.ofMillis(Integer.toUnsignedLong(hash) % spread.toMillis());
  }

  void succeeded() {
    failures = 0;
  }

  /** After an attempt that failed or a connection that ended. */
  Duration next() {
    return next(LONGEST);
  }

  /** After the primary host was not there. */
  Duration nextWithoutHost() {
    return next(LONGEST_WITHOUT_HOST);
  }

  private Duration next(Duration longest) {
    long bound = Math.min(longest.toMillis(), FIRST_MILLIS << Math.min(failures, MAX_DOUBLINGS));
    failures++;
    return Duration.ofMillis(random.nextLong(bound));
  }
}
