package org.dockwarden.dock.sensor;

import java.io.IOException;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;

/** A dock that measures nothing, which says so. */
public final class AbsentSensor implements CurrentSensor {
  @Override
  public PowerReading read(BayNumber bay) throws IOException {
    throw new IOException("bay " + bay + ": no sensor");
  }

  @Override
  public List<String> degradations() {
    return List.of("sensors: none configured (charge is what cameras tell, or unknown)");
  }

  @Override
  public void close() {}
}
