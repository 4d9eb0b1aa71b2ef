package org.dockwarden.dock.sensor;

import java.io.IOException;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;

/** Measures what bays draw. Thread-safe. */
public interface CurrentSensor extends AutoCloseable {
  /** Measures now; throws when the sensor does not answer. */
  PowerReading read(BayNumber bay) throws IOException;

  /** What does not work, one line each; empty if all does. */
  List<String> degradations();

  @Override
  void close() throws IOException;
}
