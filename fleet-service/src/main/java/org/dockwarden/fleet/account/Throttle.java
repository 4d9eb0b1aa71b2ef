package org.dockwarden.fleet.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing: after {@value #FREE} failures each further one doubles the wait, from a
 * second to a quarter of an hour. Counts for an account and for an address apart, so that neither
 * many names from one place nor one name from many places is cheap. Remembers at most {@value
 * #MAX_KEYS}; the oldest is forgotten first.
 */
public final class Throttle {
  private static final int FREE = 5;
  private static final int MAX_KEYS = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MAX_DOUBLINGS = 10;

  private record Failures(int count, Instant until) {}

  private final InstantSource clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_KEYS;
        }
      };

  public Throttle(InstantSource clock) {
    this.clock = clock;
  }

  /** How long this key still has to wait; zero if it may try now. */
  public synchronized Duration wait(String key) {
    Failures known = failures.get(key);
    if (known == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), known.until());
    return left.isPositive() ? left : Duration.ZERO;
  }

  /** Counts a failure. */
  public synchronized void failed(String key) {
    Failures known = failures.remove(key);
    int count = known == null ? 1 : known.count() + 1;
    failures.put(key, new Failures(count, clock.instant().plus(pause(count))));
  }

  /** Forgets what was counted. */
  public synchronized void succeeded(String key) {
    failures.remove(key);
  }

  private static Duration pause(int count) {
    if (count < FREE) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(count - FREE, MAX_DOUBLINGS));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
