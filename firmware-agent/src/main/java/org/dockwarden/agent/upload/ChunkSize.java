package org.dockwarden.agent.upload;

import org.dockwarden.evidence.manifest.SealedObject;

/**
 * How much one PATCH carries: a whole segment where the network allows, half of it after a break,
 * down to a floor, and twice as much again after some successes in a row. Thread-safe.
 */
final class ChunkSize {
  /** Below this the answers cost more than the bytes. */
  static final int SMALLEST = 256 * 1024;

  private static final int SUCCESSES_TO_GROW = 4;

  private int bytes = SealedObject.SEGMENT_BYTES;
  private int successes;

  synchronized int bytes() {
    return bytes;
  }

  synchronized void broke() {
    bytes = Math.max(SMALLEST, bytes / 2);
    successes = 0;
  }

  synchronized void succeeded() {
    successes++;
    if (successes >= SUCCESSES_TO_GROW) {
      bytes = Math.min(SealedObject.SEGMENT_BYTES, bytes * 2);
      successes = 0;
    }
  }
}
