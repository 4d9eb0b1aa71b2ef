package org.dockwarden.fleet.host;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets each dock send what a dock may send, and no more: a bucket of messages and one of bytes for
 * each. Asked before anything of a message is read, so that a flood costs the others nothing.
 * Thread-safe.
 */
public final class FloodGate {
  /** Births of 128 bays with everything that an outage left fit. */
  static final int BURST_MESSAGES = 1_000;

  /** H-17: 20 a second of an outage, and what changes now. */
  static final int MESSAGES_PER_SECOND = 100;

  static final long BURST_BYTES = 16L << 20;
  static final long BYTES_PER_SECOND = 256L << 10;

  /** Names beyond this share one bucket; no estate has so many. */
  static final int MAX_NAMES = 20_000;

  private static final String OTHERS = "";
  private static final double NANOS = 1e9;

  private final Map<String, Bucket> buckets = new HashMap<>();

  private static final class Bucket {
    private double messages = BURST_MESSAGES;
    private double bytes = BURST_BYTES;
    private long filledAt;

    Bucket(long now) {
      this.filledAt = now;
    }

    boolean take(int size, long now) {
      double seconds = Math.max(0, now - filledAt) / NANOS;
      filledAt = now;
      messages = Math.min(BURST_MESSAGES, messages + seconds * MESSAGES_PER_SECOND);
      bytes = Math.min(BURST_BYTES, bytes + seconds * BYTES_PER_SECOND);
      if (messages < 1 || bytes < size) {
        return false;
      }
      messages--;
      bytes -= size;
      return true;
    }
  }

  /**
   * Whether a message may pass.
   *
   * @param dock group and dock
   * @param now monotonic nanoseconds
   */
  public synchronized boolean admits(String dock, int bytes, long now) {
    String name = buckets.containsKey(dock) || buckets.size() < MAX_NAMES ? dock : OTHERS;
    return buckets.computeIfAbsent(name, _ -> new Bucket(now)).take(bytes, now);
  }
}
