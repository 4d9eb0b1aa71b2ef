package org.dockwarden.agent.health;

/** Bytes a second over the last whole window. One thread. */
final class UploadRate {
  private static final long WINDOW_NANOS = 10_000_000_000L;
  private static final double NANOS = 1_000_000_000.0;

  private long fromBytes;
  private long fromNanos;
  private boolean hasBegun;
  private long perSecond;

  long perSecond(long bytes, long nanos) {
    if (!hasBegun) {
      hasBegun = true;
      fromBytes = bytes;
      fromNanos = nanos;
    } else if (nanos - fromNanos >= WINDOW_NANOS) {
      perSecond = Math.round((bytes - fromBytes) * NANOS / (nanos - fromNanos));
      fromBytes = bytes;
      fromNanos = nanos;
    }
    return perSecond;
  }
}
