package org.dockwarden.dock.sensor;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A chip in memory; it can be silent. */
final class FakeRegisters implements I2cRegisters {
  final Map<Integer, Integer> words = new HashMap<>();
  boolean isSilent;
  boolean isClosed;

  FakeRegisters with(int register, int word) {
    words.put(register, word);
    return this;
  }

  @Override
  public int read(int register) throws IOException {
    if (isSilent) {
      throw new IOException("i2c-1 0x40: errno 121");
    }
    return words.getOrDefault(register, 0);
  }

  @Override
  public void write(int register, int word) throws IOException {
    if (isSilent) {
      throw new IOException("i2c-1 0x40: errno 121");
    }
    words.put(register, word);
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
