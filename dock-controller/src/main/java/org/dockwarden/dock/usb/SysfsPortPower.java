package org.dockwarden.dock.usb;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.sysfs.PortPath;
import org.dockwarden.dock.sysfs.SysfsScanner;

/**
 * Power of USB ports by the kernel's own switch (U-6). Anybody may read it; to switch it the helper
 * is asked. The kernel asks the hub; a hub that says that it switches and does not shows only where
 * current is measured.
 */
public final class SysfsPortPower implements PortPower {
  private final SysfsScanner scanner;
  private final BayMap map;
  private final PortRequests requests;

  public SysfsPortPower(SysfsScanner scanner, BayMap map, PortRequests requests) {
    this.scanner = scanner;
    this.map = map;
    this.requests = requests;
  }

  @Override
  public boolean isOn(BayNumber bay) throws IOException {
    PortPath port = map.bays().get(bay);
    if (port == null) {
      throw new IOException("bay " + bay + ": not in the bay map");
    }
    Optional<Boolean> isOn = scanner.isPortOn(port);
    return isOn.orElseThrow(
        () -> new IOException("bay " + bay + ": port " + port + " does not say if it is on"));
  }

  @Override
  public void set(BayNumber bay, boolean on) throws IOException {
    requests.power(bay, on, PowerMethod.SYSFS);
  }

  @Override
  public List<String> degradations() {
    return List.of();
  }

  @Override
  public void close() {}
}
