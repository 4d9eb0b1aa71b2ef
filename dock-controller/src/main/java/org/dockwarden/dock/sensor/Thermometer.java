package org.dockwarden.dock.sensor;

import java.io.IOException;

/** Measures the dock's temperature. Thread-safe. */
@FunctionalInterface
public interface Thermometer {
  /** Degrees Celsius now; throws when the sensor does not answer. */
  double celsius() throws IOException;
}
