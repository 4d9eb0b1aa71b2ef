package org.dockwarden.evidence.age;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The original bytes of one payload in order. Every byte that it returns was authenticated; it
 * reports the end only after the final chunk was, and nothing followed it. For one thread.
 */
final class OpeningStream extends InputStream {
  private final InputStream source;
  private final ChunkOpener opener;

  /** One byte more than a chunk: whether it is there says whether the chunk is the final one. */
  private final byte[] sealed = new byte[Payload.SEALED_CHUNK_BYTES + 1];

  private final byte[] original = new byte[Payload.CHUNK_BYTES];
  private int sealedBytes;
  private int position;
  private int limit;
  private long chunkIndex;
  private boolean finalChunkOpened;
  private @Nullable IOException failure;

  OpeningStream(InputStream source, ChunkOpener opener) {
    this.source = source;
    this.opener = opener;
  }

  @Override
  public int read() throws IOException {
    return hasNext() ? original[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!hasNext()) {
      return -1;
    }
    int read = Math.min(length, limit - position);
    System.arraycopy(original, position, target, offset, read);
    position += read;
    return read;
  }

  @Override
  public int available() {
    return limit - position;
  }

  /** Closes the source. */
  @Override
  public void close() throws IOException {
    source.close();
  }

  private boolean hasNext() throws IOException {
    if (position == limit && !finalChunkOpened) {
      openNextChunk();
    }
    return position < limit;
  }

  private void openNextChunk() throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      sealedBytes += source.readNBytes(sealed, sealedBytes, sealed.length - sealedBytes);
      boolean isFinal = sealedBytes < sealed.length;
      int length = Math.min(sealedBytes, Payload.SEALED_CHUNK_BYTES);
      limit = opener.open(chunkIndex, isFinal, sealed, length, original);
      finalChunkOpened = isFinal;
    } catch (IOException e) {
      // Of a source, too: how many of its bytes are lost is unknown.
      failure = e;
      throw e;
    }
    position = 0;
    chunkIndex++;
    sealed[0] = sealed[Payload.SEALED_CHUNK_BYTES];
    sealedBytes = 1;
  }
}
