package org.dockwarden.dock.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Consumer;
import org.dockwarden.dock.volume.FolderVolume.Access;

/** A file of a volume, to read only while the camera is there. */
final class VolumeChannel implements SeekableByteChannel {
  private final SeekableByteChannel file;
  private final Guard guard;
  private final Consumer<VolumeChannel> whenClosed;

  /** Checks presence around an access. */
  @FunctionalInterface
  interface Guard {
    <T> T run(Access<T> access) throws IOException;
  }

  VolumeChannel(SeekableByteChannel file, Guard guard, Consumer<VolumeChannel> whenClosed) {
    this.file = file;
    this.guard = guard;
    this.whenClosed = whenClosed;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return guard.run(() -> file.read(target));
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return guard.run(file::size);
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    whenClosed.accept(this);
    file.close();
  }
}
