package org.dockwarden.agent.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when it is told to; at each whole second something happens. */
final class SimulatedTime implements InstantSource {
  private static final long START_MILLIS = 1_800_000_000_000L;
  private static final long SECOND = 1000;

  private long passedMillis;
  private Runnable eachSecond = () -> {};

  void eachSecond(Runnable action) {
    eachSecond = action;
  }

  void pass(Duration time) {
    long end = passedMillis + Math.max(1, time.toMillis());
    while (passedMillis < end) {
      long next = Math.min(end, (passedMillis / SECOND + 1) * SECOND);
      passedMillis = next;
      if (passedMillis % SECOND == 0) {
        eachSecond.run();
      }
    }
  }

  @Override
  public long millis() {
    return START_MILLIS + passedMillis;
  }

  long seconds() {
    return passedMillis / SECOND;
  }

  long nanos() {
    return Duration.ofMillis(passedMillis).toNanos();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }
}
