package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.helper.HelperCommand;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.power.PortPowerContract;
import org.dockwarden.dock.sysfs.FakeSysfs;
import org.dockwarden.dock.sysfs.SysfsScanner;
import org.junit.jupiter.api.Test;

/** With the helper itself, on a fake sysfs: bay 1 on a hub, bay 2 on the root hub. */
class SysfsPortPowerIT extends PortPowerContract {
  private static final Path SCRIPT = Path.of("..", "packaging", "helpers", "dockwarden-port");

  @Override
  protected PortPower makePower() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(temp.resolve("sys"));
    Path hub = sysfs.plugHub("1-1", 4);
    port(hub.resolve("1-1:1.0/1-1-port2"));
    port(sysfs.devices().resolve("usb1").resolve("1-0:1.0/usb1-port3"));
    Files.createSymbolicLink(sysfs.devices().resolve("1-1:1.0"), hub.resolve("1-1:1.0"));
    BayMapFile map = new BayMapFile(temp.resolve("ports"));
    map.write(BayMapText.parse("hub 1-1 05e3:0610 4\n1 1-1.2\n2 1-3\n"));
    Script script = Script.of(SCRIPT, temp);
    return new SysfsPortPower(
        new SysfsScanner(sysfs.root()),
        map.read(),
        new PortRequests(new HelperCommand(script.command())));
  }

  private static void port(Path folder) throws IOException {
    FakeSysfs.attribute(Files.createDirectories(folder), "disable", "0\n");
  }

  @Test
  void failsWhereThePortIsGone() throws IOException {
    FakeSysfs.delete(temp.resolve("sys/devices/pci0/usb1/1-1/1-1:1.0/1-1-port2"));
    assertThrows(IOException.class, () -> power().isOn(ONE));
    assertThrows(IOException.class, () -> power().set(ONE, false));
    assertThrows(IOException.class, () -> power().isOn(new BayNumber(3)));
    assertThrows(IOException.class, () -> power().set(new BayNumber(3), false));
  }
}
