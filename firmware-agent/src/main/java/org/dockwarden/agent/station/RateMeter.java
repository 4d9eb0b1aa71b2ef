package org.dockwarden.agent.station;

import java.time.Duration;

/** Bytes a second over the last some seconds. */
final class RateMeter {
  private static final long WINDOW_NANOS = Duration.ofSeconds(3).toNanos();

  private long windowStart;
  private long windowBytes;
  private long last;

  void add(long bytes, long nanoTime) {
    turn(nanoTime);
    windowBytes += bytes;
  }

  long perSecond(long nanoTime) {
    turn(nanoTime);
    return last;
  }

  private void turn(long nanoTime) {
    long elapsed = nanoTime - windowStart;
    if (elapsed >= WINDOW_NANOS) {
      last = (long) (windowBytes / (elapsed / 1e9));
      windowStart = nanoTime;
      windowBytes = 0;
    }
  }
}
