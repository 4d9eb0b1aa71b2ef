package org.dockwarden.dock.sensor;

import java.io.IOException;

/**
 * One chip on an I²C bus as 16-bit registers, most significant byte first as the INA family has
 * them (SBOS448G 8.5.5). Thread-safe.
 */
public interface I2cRegisters extends AutoCloseable {
  /** The word in a register, 0 to 65,535; throws when the chip does not answer. */
  int read(int register) throws IOException;

  /** Writes a word. */
  void write(int register, int word) throws IOException;

  @Override
  void close() throws IOException;
}
