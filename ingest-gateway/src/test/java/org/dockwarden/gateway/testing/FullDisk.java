package org.dockwarden.gateway.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import org.dockwarden.gateway.store.Channels;

/** A disk with room for this many bytes: the write that passes it is cut short, the next fails. */
public final class FullDisk implements Channels {
  private long room;

  public FullDisk(long bytes) {
    this.room = bytes;
  }

  /** Room again, as after an operator has made some. */
  public synchronized void grow(long bytes) {
    room += bytes;
  }

  private synchronized int take(int wanted) throws IOException {
    if (room == 0 && wanted > 0) {
      throw new IOException("No space left on device");
    }
    int taken = (int) Math.min(room, wanted);
    room -= taken;
    return taken;
  }

  @Override
  public FileChannel open(Path file, OpenOption... options) throws IOException {
    return new Limited(FileChannel.open(file, options));
  }

  private final class Limited extends FileChannel {
    private final FileChannel real;

    Limited(FileChannel real) {
      this.real = real;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      int count = take(source.remaining());
      int limit = source.limit();
      source.limit(source.position() + count);
      try {
        return real.write(source);
      } finally {
        source.limit(limit);
      }
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
      return write(sources[offset]);
    }

    @Override
    public int write(ByteBuffer source, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
      return real.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
      return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      real.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      real.truncate(size);
      return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      real.force(metaData);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
        throws IOException {
      return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() throws IOException {
      real.close();
    }
  }
}
