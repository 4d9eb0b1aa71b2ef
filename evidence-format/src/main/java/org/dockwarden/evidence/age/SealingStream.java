package org.dockwarden.evidence.age;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * The payload of one sealed object while it is written. The final chunk is sealed only at close, so
 * that nothing but the announced number of bytes ever makes a complete file. For one thread.
 *
 * <p>Chunks are not sealed in parallel: a dock seals several cameras at a time, and one recording's
 * pass is bound by its digests (docs/benchmarks.md).
 */
final class SealingStream extends OutputStream {
  private final OutputStream sealed;
  private final Aead aead;
  private final long originalBytes;
  private final byte[] chunk = new byte[Payload.CHUNK_BYTES];
  private final byte[] sealedChunk = new byte[Payload.SEALED_CHUNK_BYTES];

  private int chunkBytes;
  private long chunkIndex;
  private long taken;
  private boolean closed;

  SealingStream(OutputStream sealed, Aead aead, long originalBytes) {
    this.sealed = sealed;
    this.aead = aead;
    this.originalBytes = originalBytes;
  }

  @Override
  public void write(int original) throws IOException {
    write(new byte[] {(byte) original}, 0, 1);
  }

  @Override
  public void write(byte[] original, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, original.length);
    requireRoomFor(length);
    int from = offset;
    int end = offset + length;
    while (from < end) {
      // A full chunk is sealed only when another byte follows: until then it may be the final one.
      if (chunkBytes == Payload.CHUNK_BYTES) {
        sealChunk(false);
      }
      int copied = Math.min(end - from, Payload.CHUNK_BYTES - chunkBytes);
      System.arraycopy(original, from, chunk, chunkBytes, copied);
      chunkBytes += copied;
      from += copied;
    }
  }

  /** Passes on what is complete; a chunk that is not full stays here. */
  @Override
  public void flush() throws IOException {
    sealed.flush();
  }

  /** Writes the final chunk. Does nothing if a write has failed before. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (taken != originalBytes) {
      throw wrongLength(taken);
    }
    sealChunk(true);
    sealed.flush();
  }

  private void requireRoomFor(int length) throws IOException {
    if (closed) {
      throw new IOException("sealing stream: closed, or failed before");
    }
    if (length > originalBytes - taken) {
      closed = true;
      throw wrongLength(taken + length);
    }
    taken += length;
  }

  private void sealChunk(boolean isFinal) throws IOException {
    byte[] nonce = Payload.chunkNonce(chunkIndex, isFinal);
    int sealedBytes = aead.seal(nonce, chunk, 0, chunkBytes, sealedChunk, 0);
    try {
      sealed.write(sealedChunk, 0, sealedBytes);
    } catch (IOException e) {
      closed = true; // nobody knows how much arrived: this file must not be finished
      throw e;
    }
    chunkIndex++;
    chunkBytes = 0;
  }

  private EvidenceException wrongLength(long bytes) {
    return new EvidenceException(
        ErrorCode.ORIGINAL_LENGTH_MISMATCH,
        "originalBytes: " + bytes + " (expected: the announced " + originalBytes + ")");
  }
}
