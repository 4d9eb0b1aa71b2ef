package org.dockwarden.dock.usb;

import java.io.IOException;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.power.PortPower;

/**
 * Power of USB ports by the hub-class request (U-6), through {@code dockwarden-port} and uhubctl,
 * for kernels that have no switch of their own. A hub that says that it switches and does not shows
 * only where current is measured.
 */
public final class HelperPortPower implements PortPower {
  private final PortRequests requests;

  public HelperPortPower(PortRequests requests) {
    this.requests = requests;
  }

  @Override
  public boolean isOn(BayNumber bay) throws IOException {
    return requests.isPowered(bay, PowerMethod.HUB);
  }

  @Override
  public void set(BayNumber bay, boolean on) throws IOException {
    requests.power(bay, on, PowerMethod.HUB);
  }

  @Override
  public List<String> degradations() {
    return List.of();
  }

  @Override
  public void close() {}
}
