package org.dockwarden.gateway.http;

import java.time.Duration;

/**
 * Whether a body comes fast enough to keep its slot. Only time in which the gateway waits for the
 * client is counted, so that a slow disk is not held against a dock. Judged at the end of each
 * window of such time; the first is a client's grace. For one thread.
 */
final class BodyPace {
  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final long bytesPerSecond;
  private final Duration window;
  private long waitedNanos;
  private long bytes;

  /** At least so many bytes a second, averaged over a window; 0: any pace will do. */
  BodyPace(long bytesPerSecond, Duration window) {
    this.bytesPerSecond = bytesPerSecond;
    this.window = window;
  }

  /** Counts a wait and what it brought; false: the window that ends with it brought too little. */
  boolean isKept(long nanos, long broughtBytes) {
    waitedNanos += nanos;
    bytes += broughtBytes;
    if (waitedNanos < window.toNanos()) {
      return true;
    }
    boolean kept = bytes >= bytesPerSecond * (waitedNanos / NANOS_PER_SECOND);
    waitedNanos = 0;
    bytes = 0;
    return kept;
  }
}
