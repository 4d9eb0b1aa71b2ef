package org.dockwarden.dock.linux;

import java.util.List;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.power.PortPower;

/** Ports that always have power, and write down how they are switched. */
record RecordedPower(List<String> switched) implements PortPower {
  @Override
  public boolean isOn(BayNumber bay) {
    return true;
  }

  @Override
  public void set(BayNumber bay, boolean on) {
    switched.add((on ? "power-on " : "power-off ") + bay);
  }

  @Override
  public List<String> degradations() {
    return List.of();
  }

  @Override
  public void close() {}
}
