package org.dockwarden.dock.mtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.dockwarden.dock.camera.VolumeFile;

/**
 * A file of an MTP camera, to read. Reads ahead, since each request to the camera costs a round
 * trip or three; what it holds is bounded by {@link #AHEAD_BYTES}. For one thread.
 */
final class MtpFileChannel implements SeekableByteChannel {
  /** The most that the helper gives at once. */
  static final int AHEAD_BYTES = 1 << 20;

  private final MtpVolume volume;
  private final VolumeFile file;
  private ByteBuffer ahead = ByteBuffer.allocate(0);
  private long position;
  private boolean open = true;

  MtpFileChannel(MtpVolume volume, VolumeFile file) {
    this.volume = volume;
    this.file = file;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    requireOpen();
    volume.requirePresent();
    if (position >= file.bytes()) {
      return -1;
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    if (!ahead.hasRemaining()) {
      int length = (int) Math.min(AHEAD_BYTES, file.bytes() - position);
      ahead = volume.read(file, position, length);
    }
    int count = Math.min(target.remaining(), ahead.remaining());
    target.put(ahead.slice(ahead.position(), count));
    ahead.position(ahead.position() + count);
    position += count;
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("position: " + position + " (expected: >= 0)");
    }
    if (position != this.position) {
      ahead = ByteBuffer.allocate(0);
    }
    this.position = position;
    return this;
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return file.bytes();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  private void requireOpen() throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    ahead = ByteBuffer.allocate(0);
  }
}
