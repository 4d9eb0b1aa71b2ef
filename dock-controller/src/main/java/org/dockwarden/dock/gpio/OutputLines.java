package org.dockwarden.dock.gpio;

import java.io.IOException;

/** Where lines come from. */
public interface OutputLines extends AutoCloseable {
  /**
   * Takes a line and drives it.
   *
   * @param chip N of /dev/gpiochipN
   * @param line offset on the chip
   * @param isActiveLow whether active is the low level
   * @param isActive how it is driven from the beginning
   */
  OutputLine open(int chip, int line, boolean isActiveLow, boolean isActive) throws IOException;

  @Override
  void close() throws IOException;
}
