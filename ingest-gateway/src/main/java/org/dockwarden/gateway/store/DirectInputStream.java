package org.dockwarden.gateway.store;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Reads a file from the medium, past the page cache, in large aligned pieces. For one thread. */
final class DirectInputStream extends InputStream {
  /** Large, because nothing reads ahead for O_DIRECT. */
  private static final int BUFFER_BYTES = 1024 * 1024;

  private final DirectFile file;
  private final long length;
  private final Arena memory = Arena.ofShared();
  private final MemorySegment segment;
  private final ByteBuffer buffer;
  private long position;
  private boolean closed;

  private DirectInputStream(DirectFile file, long length) {
    this.file = file;
    this.length = length;
    this.segment = memory.allocate(BUFFER_BYTES, DirectFile.ALIGNMENT);
    this.buffer = segment.asByteBuffer().limit(0);
  }

  static InputStream open(Path path) throws IOException {
    long length = Files.size(path);
    return new DirectInputStream(DirectFile.open(path), length);
  }

  /** Tries it with a small file in this folder. */
  static boolean isOffered(Path folder) throws IOException {
    Path probe = folder.resolve(".direct-probe");
    Files.writeString(probe, "probe");
    try (InputStream in = open(probe)) {
      return in.read() == 'p';
    } catch (IOException e) {
      return false; // The caller reports it.
    } finally {
      Files.delete(probe);
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, target.length);
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(count, buffer.remaining());
    buffer.get(target, offset, taken);
    return taken;
  }

  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    if (position >= length) {
      return false;
    }
    int count = file.read(segment, position);
    if (count == 0 || (position + count < length && count % DirectFile.ALIGNMENT != 0)) {
      throw new IOException("store: file ends at " + (position + count) + " of " + length);
    }
    position += count;
    buffer.limit(count).position(0);
    return true;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      memory.close();
      file.close();
    }
  }
}
