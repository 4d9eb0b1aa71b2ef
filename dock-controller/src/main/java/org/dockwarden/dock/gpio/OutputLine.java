package org.dockwarden.dock.gpio;

import java.io.IOException;

/** A line that the dock drives. Thread-safe. */
public interface OutputLine extends AutoCloseable {
  /** Drives it; when this returns, it is driven so. */
  void set(boolean isActive) throws IOException;

  /** How it is driven, asked of what drives it. */
  boolean isActive() throws IOException;

  @Override
  void close() throws IOException;
}
