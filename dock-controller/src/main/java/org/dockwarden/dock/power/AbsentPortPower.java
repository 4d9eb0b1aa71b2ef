package org.dockwarden.dock.power;

import java.io.IOException;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;

/** Ports that always have power, which says so. */
public final class AbsentPortPower implements PortPower {
  @Override
  public boolean isOn(BayNumber bay) {
    return true;
  }

  @Override
  public void set(BayNumber bay, boolean on) throws IOException {
    if (!on) {
      throw new IOException("bay " + bay + ": power cannot be switched (dock.power: none)");
    }
  }

  @Override
  public List<String> degradations() {
    return List.of("power: no switch configured (every bay always has power)");
  }

  @Override
  public void close() {}
}
