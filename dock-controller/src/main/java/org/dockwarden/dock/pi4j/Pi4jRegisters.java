package org.dockwarden.dock.pi4j;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import java.io.IOException;
import org.dockwarden.dock.sensor.I2cRegisters;

/** A chip that Pi4J reads, a word as two bytes. */
final class Pi4jRegisters implements I2cRegisters {
  private static final int WORD_BYTES = 2;

  private final I2C chip;
  private final Pi4jBoard.Release release;

  Pi4jRegisters(I2C chip, Pi4jBoard.Release release) {
    this.chip = chip;
    this.release = release;
  }

  @Override
  public synchronized int read(int register) throws IOException {
    byte[] word = new byte[WORD_BYTES];
    try {
      int count = chip.readRegister(register, word, 0, WORD_BYTES);
      if (count != WORD_BYTES) {
        throw new IOException(chip.id() + ": " + count + " bytes (expected: 2)");
      }
    } catch (Pi4JException | IndexOutOfBoundsException e) { // Pi4J 4.0.2 has thrown either.
      throw new IOException("pi4j " + chip.id() + ": " + e.getMessage(), e);
    }
    return Byte.toUnsignedInt(word[0]) << 8 | Byte.toUnsignedInt(word[1]);
  }

  @Override
  public synchronized void write(int register, int word) throws IOException {
    try {
      chip.writeRegister(register, new byte[] {(byte) (word >> 8), (byte) word}, 0, WORD_BYTES);
    } catch (Pi4JException e) {
      throw new IOException("pi4j " + chip.id() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      release.run();
    } catch (Pi4JException e) {
      throw new IOException("pi4j " + chip.id() + ": " + e.getMessage(), e);
    }
  }
}
