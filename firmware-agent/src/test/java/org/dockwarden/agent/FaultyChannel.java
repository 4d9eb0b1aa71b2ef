package org.dockwarden.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel to read that asks before each read whether it fails. */
final class FaultyChannel implements SeekableByteChannel {
  private final SeekableByteChannel sound;
  private final Fault fault;

  /** What may fail a read from this offset. */
  @FunctionalInterface
  interface Fault {
    void before(long offset) throws IOException;
  }

  FaultyChannel(SeekableByteChannel sound, Fault fault) {
    this.sound = sound;
    this.fault = fault;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    fault.before(sound.position());
    return sound.read(target);
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() throws IOException {
    return sound.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    sound.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return sound.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return sound.isOpen();
  }

  @Override
  public void close() throws IOException {
    sound.close();
  }
}
