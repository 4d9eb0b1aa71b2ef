package org.dockwarden.dock.power;

import java.io.IOException;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;

/** Switches the power of bays. Thread-safe. */
public interface PortPower extends AutoCloseable {
  /** Whether the bay's port has power, asked of the hardware. */
  boolean isOn(BayNumber bay) throws IOException;

  /**
   * Switches; the same again changes nothing. When this returns, the hardware has confirmed it; if
   * it does not, this throws.
   */
  void set(BayNumber bay, boolean on) throws IOException;

  /** What does not work, one line each; empty if all does. */
  List<String> degradations();

  @Override
  void close() throws IOException;
}
