package org.dockwarden.agent.charging;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.sensor.CurrentSensor;
import org.dockwarden.dock.sensor.Thermometer;

/**
 * What feeds the bays and measures it.
 *
 * @param canSwitch whether the ports can be switched at all
 */
public record Supply(
    PortPower power, boolean canSwitch, CurrentSensor sensor, Optional<Thermometer> thermometer)
    implements AutoCloseable {

  List<String> degradations() {
    return Stream.concat(power.degradations().stream(), sensor.degradations().stream())
        .distinct() // One chip may be both.
        .toList();
  }

  @Override
  public void close() throws IOException {
    try (power) {
      sensor.close();
    }
  }
}
