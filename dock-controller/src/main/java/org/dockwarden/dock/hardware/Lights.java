package org.dockwarden.dock.hardware;

import java.io.IOException;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;

/** The bays' lights. Thread-safe. */
public interface Lights extends AutoCloseable {
  /** Shows a pattern until the next one; the same again changes nothing. */
  void show(BayNumber bay, LightPattern pattern) throws IOException;

  /** What does not work, one line each; empty if all does. */
  List<String> degradations();

  @Override
  void close() throws IOException;
}
