package org.dockwarden.evidence.age;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails once, before the byte at a position, and goes on behind it later. */
final class FailingInput extends InputStream {
  private final ByteArrayInputStream bytes;
  private int bytesUntilFailure;

  FailingInput(byte[] bytes, int failing) {
    this.bytes = new ByteArrayInputStream(bytes);
    this.bytesUntilFailure = failing;
  }

  @Override
  public int read() throws IOException {
    if (bytesUntilFailure-- == 0) {
      throw new IOException("input/output error");
    }
    return bytes.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (bytesUntilFailure == 0) {
      bytesUntilFailure = -1;
      throw new IOException("input/output error");
    }
    int most = bytesUntilFailure > 0 ? Math.min(length, bytesUntilFailure) : length;
    int read = bytes.read(target, offset, most);
    bytesUntilFailure -= Math.max(0, read);
    return read;
  }
}
