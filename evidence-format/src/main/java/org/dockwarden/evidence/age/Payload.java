package org.dockwarden.evidence.age;

import java.nio.ByteBuffer;

/** The arithmetic of an age payload: a nonce, then chunks of 64 KiB, each with its tag. */
final class Payload {
  static final int NONCE_BYTES = 16;
  static final int CHUNK_BYTES = 65_536;
  static final int SEALED_CHUNK_BYTES = CHUNK_BYTES + Aead.TAG_BYTES;

  private Payload() {}

  /** Number of chunks for so many original bytes; an empty payload has one, empty chunk. */
  static long chunks(long originalBytes) {
    return originalBytes == 0 ? 1 : (originalBytes - 1) / CHUNK_BYTES + 1;
  }

  /** Length of nonce and chunks for so many original bytes. */
  static long sealedBytes(long originalBytes) {
    return NONCE_BYTES + originalBytes + chunks(originalBytes) * Aead.TAG_BYTES;
  }

  /** The AEAD nonce of a chunk: 11 bytes of big-endian counter, then 1 for the final chunk. */
  static byte[] chunkNonce(long index, boolean isFinal) {
    return ByteBuffer.allocate(Aead.NONCE_BYTES)
        .putLong(3, index)
        .put(11, (byte) (isFinal ? 1 : 0))
        .array();
  }
}
