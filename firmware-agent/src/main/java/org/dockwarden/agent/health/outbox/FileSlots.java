package org.dockwarden.agent.health.outbox;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Slots as files of one folder. */
final class FileSlots implements Slots {
  private final Path folder;
  private final int count;

  FileSlots(Path folder, int count) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.count = count;
  }

  private Path file(int slot) {
    return folder.resolve("slot-%02d".formatted(slot));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public byte[] read(int slot) throws IOException {
    return Files.exists(file(slot)) ? Files.readAllBytes(file(slot)) : new byte[0];
  }

  @Override
  public byte[] read(int slot, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    try (FileChannel channel = FileChannel.open(file(slot), StandardOpenOption.READ)) {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new EOFException(file(slot) + ": ends within an entry at " + offset);
        }
      }
    }
    return buffer.array();
  }

  @Override
  public void write(int slot, long offset, byte[] bytes, boolean isDurable) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file(slot), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(offset);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer, offset + buffer.position());
      }
      if (isDurable) {
        channel.force(true);
      }
    }
  }

  @Override
  public void empty(int slot) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file(slot), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }
}
