package org.dockwarden.dock.sensor;

import java.io.IOException;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;

/** Sensors that are configured and cannot be had, which says so. */
public record FailedSensor(String problem) implements CurrentSensor {
  @Override
  public PowerReading read(BayNumber bay) throws IOException {
    throw new IOException(problem);
  }

  @Override
  public List<String> degradations() {
    return List.of(problem);
  }

  @Override
  public void close() {}
}
