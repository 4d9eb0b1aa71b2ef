package org.dockwarden.agent;

import java.io.IOException;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.simulated.SimulatedDock;

/** The hardware that the configuration names. */
final class Docks {
  private Docks() {}

  static DockHardware open(AgentSettings.Dock dock) throws IOException {
    return switch (dock.hardware()) {
      case SIMULATED -> new SimulatedDock(dock.simulatedFolder(), dock.bays());
      case LINUX -> throw new IOException("hardware: linux");
    };
  }
}
