package org.dockwarden.evidence.testing;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes, the same way for the same seed. */
public final class Mutations {
  private final Random random;
  private final byte[] original;

  public Mutations(byte[] original, long seed) {
    this.original = original.clone();
    this.random = new Random(seed);
  }

  /** The original with a few bytes changed, removed, doubled or cut off; may equal it. */
  public byte[] next() {
    byte[] bytes = original.clone();
    for (int change = 1 + random.nextInt(3); change > 0 && bytes.length > 0; change--) {
      bytes = changed(bytes);
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> joined(bytes, at, bytes, at + 1);
      case 2 -> joined(bytes, at + 1, bytes, at);
      case 3 -> joined(bytes, at, original, random.nextInt(original.length));
      case 4 -> with(bytes, at, bytes[at] ^ 1 << random.nextInt(8));
      default -> with(bytes, at, random.nextInt(256));
    };
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) value;
    return copy;
  }

  private static byte[] joined(byte[] head, int headEnd, byte[] tail, int tailStart) {
    byte[] joined = Arrays.copyOf(head, headEnd + tail.length - tailStart);
    System.arraycopy(tail, tailStart, joined, headEnd, tail.length - tailStart);
    return joined;
  }
}
