package org.dockwarden.dock.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** Reads short runs of bytes at any offset of a file, each from the file itself. */
final class ByteWindow {
  private final SeekableByteChannel file;
  private final long size;

  ByteWindow(SeekableByteChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  /** Length of the file when the probe began. */
  long size() {
    return size;
  }

  /** Whether {@code count} bytes lie at the offset. */
  boolean has(long offset, int count) {
    return offset >= 0 && offset <= size - count;
  }

  /** One byte. */
  byte byteAt(long offset) throws IOException {
    return bytes(offset, 1).get();
  }

  /** Four ASCII characters, such as a box type. */
  String fourCharacters(long offset) throws IOException {
    return StandardCharsets.ISO_8859_1.decode(bytes(offset, 4)).toString();
  }

  /** A big-endian 32-bit number without sign. */
  long unsignedInt(long offset) throws IOException {
    return Integer.toUnsignedLong(bytes(offset, 4).getInt());
  }

  /** A little-endian 32-bit number without sign. */
  long unsignedIntLittleEndian(long offset) throws IOException {
    return Integer.toUnsignedLong(Integer.reverseBytes(bytes(offset, 4).getInt()));
  }

  /** A big-endian 64-bit number; negative where it exceeds 2^63 − 1. */
  long signedLong(long offset) throws IOException {
    return bytes(offset, 8).getLong();
  }

  private ByteBuffer bytes(long offset, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    file.position(offset);
    while (buffer.hasRemaining()) {
      if (file.read(buffer) < 0) {
        throw new IOException("offset " + offset + ": end of file (expected: " + size + " bytes)");
      }
    }
    return buffer.flip();
  }
}
