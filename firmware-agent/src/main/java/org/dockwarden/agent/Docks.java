package org.dockwarden.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.charging.Supply;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.agent.release.EraserPort;
import org.dockwarden.agent.release.EraserProcess;
import org.dockwarden.agent.release.EraserSocket;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.Lights;
import org.dockwarden.dock.helper.HelperCommand;
import org.dockwarden.dock.helper.HelperPort;
import org.dockwarden.dock.helper.HelperSocket;
import org.dockwarden.dock.linux.LinuxDock;
import org.dockwarden.dock.linux.LinuxDockSettings;
import org.dockwarden.dock.power.AbsentPortPower;
import org.dockwarden.dock.power.FailedPortPower;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.simulated.SimulatedDock;
import org.dockwarden.dock.simulated.SimulatedSupply;
import org.dockwarden.dock.sysfs.SysfsScanner;
import org.dockwarden.dock.uevent.NetlinkHints;
import org.dockwarden.dock.usb.BayMap;
import org.dockwarden.dock.usb.BayMapFile;
import org.dockwarden.dock.usb.HelperPortPower;
import org.dockwarden.dock.usb.PortRequests;
import org.dockwarden.dock.usb.SteadyDock;
import org.dockwarden.dock.usb.SysfsPortPower;

/** The hardware, and the privileged helpers, that the configuration names. */
final class Docks {
  private Docks() {}

  /** The dock, and what feeds and measures it. */
  static Board open(AgentSettings.Dock dock) throws IOException {
    return switch (dock.hardware()) {
      case SIMULATED -> simulated(dock);
      case LINUX -> linux(dock);
    };
  }

  private static Board simulated(AgentSettings.Dock dock) throws IOException {
    AgentSettings.Simulated settings = dock.simulated();
    Files.createDirectories(settings.folder());
    SimulatedDock hardware =
        new SimulatedDock(settings.folder(), dock.bays(), settings.chargeSpeed());
    SimulatedSupply supply = hardware.supply();
    // Not steadied (U-8): scripts plug faster than people, and no simulated pin is bent.
    return new Board(hardware, new Supply(supply, true, supply, Optional.empty()), () -> {});
  }

  private static Board linux(AgentSettings.Dock dock) throws IOException {
    BoardDevices devices = BoardDevices.open(dock.board());
    PortPower power = power(dock, devices);
    boolean canSwitch = !(power instanceof AbsentPortPower || power instanceof FailedPortPower);
    Lights lights = devices.lights();
    DockHardware hardware =
        new LinuxDock(linux(dock.linux()), NetlinkHints.openOrDegraded(), lights, power);
    return new Board(
        new SteadyDock(hardware, System::nanoTime),
        new Supply(power, canSwitch, devices.sensor(dock.bays()), devices.thermometer()),
        devices);
  }

  /** Throws where the bay map of a real dock is missing, or has a mistake. */
  static void check(AgentSettings.Dock dock) throws IOException {
    if (dock.hardware() != AgentSettings.Hardware.LINUX) {
      return;
    }
    BayMap map = new BayMapFile(dock.linux().ports()).read();
    if (map.bays().isEmpty() || map.bays().lastKey().number() > dock.bays()) {
      throw new IOException(
          "%s: bays %s (expected: 1 to dock.bays, %d)"
              .formatted(dock.linux().ports(), map.bays().keySet(), dock.bays()));
    }
  }

  /** What switches the power of the bays. */
  private static PortPower power(AgentSettings.Dock dock, BoardDevices devices) throws IOException {
    AgentSettings.Linux linux = dock.linux();
    return switch (dock.power()) {
      case NONE -> new AbsentPortPower();
      case SYSFS ->
          new SysfsPortPower(
              new SysfsScanner(linux.sysfs()),
              new BayMapFile(linux.ports()).read(),
              portHelper(linux));
      case HUB -> new HelperPortPower(portHelper(linux));
      case GPIO -> devices.power();
    };
  }

  private static LinuxDockSettings linux(AgentSettings.Linux linux) throws IOException {
    return new LinuxDockSettings(
        linux.sysfs(),
        helper(linux.mountHelper(), linux.helpers().resolve("mount.sock")),
        helper(linux.portHelper(), linux.helpers().resolve("port.sock")),
        linux.helpers().resolve("mtp.sock"),
        linux.mountRoot(),
        new BayMapFile(linux.ports()).read());
  }

  private static PortRequests portHelper(AgentSettings.Linux linux) {
    return new PortRequests(helper(linux.portHelper(), linux.helpers().resolve("port.sock")));
  }

  private static HelperPort helper(List<String> command, Path socket) {
    return command.isEmpty() ? new HelperSocket(socket) : new HelperCommand(command);
  }

  /** Whoever erases. */
  static EraserPort eraser(AgentSettings settings) {
    AgentSettings.Linux linux = settings.dock().linux();
    return settings.release().eraser().isEmpty()
        ? new EraserSocket(linux.helpers().resolve("erase.sock"), linux.mountRoot())
        : new EraserProcess(settings.release().eraser(), settings.folder());
  }
}
