package org.dockwarden.evidence.age;

import java.io.IOException;
import java.io.OutputStream;

/** Fails at the n-th write, counted from 0, after half of its bytes, and works again later. */
final class FailingOutput extends OutputStream {
  private final OutputStream target;
  private final int failing;
  private int writes;

  FailingOutput(OutputStream target, int failing) {
    this.target = target;
    this.failing = failing;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (writes++ == failing) {
      target.write(bytes, offset, length / 2);
      throw new IOException("no space left on device");
    }
    target.write(bytes, offset, length);
  }
}
