package org.dockwarden.evidence.age;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * The original bytes of one payload at any position. The final chunk is authenticated before
 * anything else, so that the size is true and a cut is noticed at once; every other chunk when it
 * is read. For one thread.
 */
final class OpeningChannel implements SeekableByteChannel {
  private static final long NO_CHUNK = -1;

  private final SeekableByteChannel source;
  private final ChunkOpener opener;
  private final long payloadStart;
  private final long payloadBytes;
  private final long chunks;
  private final long originalBytes;
  private final byte[] sealed = new byte[Payload.SEALED_CHUNK_BYTES];
  private final byte[] original = new byte[Payload.CHUNK_BYTES];

  private long position;
  private long openedChunk = NO_CHUNK;
  private int openedBytes;

  /** Opens the final chunk of the payload whose chunks start at {@code payloadStart}. */
  OpeningChannel(SeekableByteChannel source, ChunkOpener opener, long payloadStart)
      throws IOException {
    this.source = source;
    this.opener = opener;
    this.payloadStart = payloadStart;
    this.payloadBytes = source.size() - payloadStart;
    this.chunks = Math.max(1, Math.ceilDiv(payloadBytes, Payload.SEALED_CHUNK_BYTES));
    this.originalBytes = (chunks - 1) * Payload.CHUNK_BYTES + openFinalChunk();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    requireOpen();
    if (position >= originalBytes) {
      return -1;
    }
    int before = target.remaining();
    while (target.hasRemaining() && position < originalBytes) {
      openChunk(position / Payload.CHUNK_BYTES);
      int from = (int) (position % Payload.CHUNK_BYTES);
      int read = Math.min(target.remaining(), openedBytes - from);
      target.put(original, from, read);
      position += read;
    }
    return before - target.remaining();
  }

  @Override
  public long position() throws IOException {
    requireOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    requireOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("position: " + newPosition + " (expected: >= 0)");
    }
    position = newPosition;
    return this;
  }

  /** Length of the original. */
  @Override
  public long size() throws IOException {
    requireOpen();
    return originalBytes;
  }

  @Override
  public boolean isOpen() {
    return source.isOpen();
  }

  /** Closes the source. */
  @Override
  public void close() throws IOException {
    source.close();
  }

  @Override
  public int write(ByteBuffer original) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  private int openFinalChunk() throws IOException {
    try {
      openChunk(chunks - 1);
      return openedBytes;
    } catch (EvidenceException e) {
      long previous = chunks - 2;
      if (previous >= 0 && opener.isSealedAs(true, previous, sealed, load(previous), original)) {
        throw ChunkOpener.trailingData(previous);
      }
      throw e;
    }
  }

  private void openChunk(long index) throws IOException {
    if (index != openedChunk) {
      openedChunk = NO_CHUNK;
      openedBytes = opener.open(index, index == chunks - 1, sealed, load(index), original);
      openedChunk = index;
    }
  }

  /** Reads a sealed chunk and returns its length. */
  private int load(long index) throws IOException {
    long start = index * Payload.SEALED_CHUNK_BYTES;
    int length = (int) Math.min(Payload.SEALED_CHUNK_BYTES, payloadBytes - start);
    ByteBuffer target = ByteBuffer.wrap(sealed, 0, length);
    source.position(payloadStart + start);
    while (target.hasRemaining()) {
      if (source.read(target) < 0) {
        throw new EvidenceException(
            ErrorCode.AGE_PAYLOAD_TRUNCATED, "payload: was cut in chunk " + index + " while open");
      }
    }
    return length;
  }

  private void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }
}
