package org.dockwarden.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.hardware.AbsentLights;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.helper.HelperCommand;
import org.dockwarden.dock.helper.HelperPort;
import org.dockwarden.dock.helper.HelperSocket;
import org.dockwarden.dock.linux.LinuxDock;
import org.dockwarden.dock.linux.LinuxDockSettings;
import org.dockwarden.dock.simulated.SimulatedDock;
import org.dockwarden.dock.uevent.NetlinkHints;

/** The hardware that the configuration names. */
final class Docks {
  private Docks() {}

  static DockHardware open(AgentSettings.Dock dock) throws IOException {
    return switch (dock.hardware()) {
      case SIMULATED -> {
        Files.createDirectories(dock.simulatedFolder());
        yield new SimulatedDock(dock.simulatedFolder(), dock.bays());
      }
      case LINUX ->
          new LinuxDock(linux(dock.linux()), NetlinkHints.openOrDegraded(), new AbsentLights());
    };
  }

  private static LinuxDockSettings linux(AgentSettings.Linux linux) throws IOException {
    Map<BayNumber, String> ports = new TreeMap<>();
    try {
      linux.ports().forEach((bay, port) -> ports.put(new BayNumber(Integer.parseInt(bay)), port));
      return new LinuxDockSettings(linux.sysfs(), mountHelper(linux), linux.mountRoot(), ports);
    } catch (IllegalArgumentException e) {
      throw new IOException("dock.linux: " + e.getMessage(), e);
    }
  }

  private static HelperPort mountHelper(AgentSettings.Linux linux) {
    return linux.mountHelper().isEmpty()
        ? new HelperSocket(linux.helpers().resolve("mount.sock"))
        : new HelperCommand(linux.mountHelper());
  }
}
