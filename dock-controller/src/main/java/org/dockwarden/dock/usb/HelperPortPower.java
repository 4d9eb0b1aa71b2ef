package org.dockwarden.dock.usb;

import java.io.IOException;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.power.PortPower;

/**
 * Power of USB ports, switched by {@code dockwarden-port}. It asks the hub; a hub that says that it
 * switches and does not shows only where current is measured.
 */
public final class HelperPortPower implements PortPower {
  private final PortRequests helper;
  private final PowerMethod method;

  public HelperPortPower(PortRequests helper, PowerMethod method) {
    this.helper = helper;
    this.method = method;
  }

  @Override
  public boolean isOn(BayNumber bay) throws IOException {
    return helper.isPowered(bay, method);
  }

  @Override
  public void set(BayNumber bay, boolean on) throws IOException {
    helper.power(bay, on, method);
  }

  @Override
  public List<String> degradations() {
    return List.of();
  }

  @Override
  public void close() {}
}
