package org.dockwarden.dock.simulated;

import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.power.PortPowerContract;

class SimulatedPortPowerTest extends PortPowerContract {
  @Override
  protected PortPower makePower() {
    return new SimulatedDock(temp, 2).supply();
  }
}
