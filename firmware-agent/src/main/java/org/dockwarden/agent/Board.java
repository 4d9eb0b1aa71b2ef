package org.dockwarden.agent;

import java.util.Optional;
import org.dockwarden.agent.charging.Supply;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.power.AbsentPortPower;
import org.dockwarden.dock.sensor.AbsentSensor;

/**
 * A dock's hardware, and what feeds and measures its bays.
 *
 * @param devices what both use, closed after them
 */
record Board(DockHardware hardware, Supply supply, AutoCloseable devices) {
  /** A dock whose bays always have power that nobody measures. */
  static Board unmeasured(DockHardware hardware) {
    return new Board(
        hardware,
        new Supply(new AbsentPortPower(), false, new AbsentSensor(), Optional.empty()),
        () -> {});
  }
}
