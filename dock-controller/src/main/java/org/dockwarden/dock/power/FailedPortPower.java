package org.dockwarden.dock.power;

import java.io.IOException;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;

/** Switches that are configured and cannot be had, which says so; ports are taken for on. */
public record FailedPortPower(String problem) implements PortPower {
  @Override
  public boolean isOn(BayNumber bay) {
    return true;
  }

  @Override
  public void set(BayNumber bay, boolean on) throws IOException {
    throw new IOException(problem);
  }

  @Override
  public List<String> degradations() {
    return List.of(problem);
  }

  @Override
  public void close() {}
}
