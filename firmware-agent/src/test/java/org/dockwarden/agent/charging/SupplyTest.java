package org.dockwarden.agent.charging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dockwarden.dock.power.FailedPortPower;
import org.dockwarden.dock.sensor.FailedSensor;
import org.junit.jupiter.api.Test;

/** I7: what feeds the bays and what measures it fail apart from each other. */
final class SupplyTest {
  private static List<String> degradations(String power, String sensor) {
    return new Supply(new FailedPortPower(power), false, new FailedSensor(sensor), Optional.empty())
        .degradations();
  }

  @Test
  void tellsWhatIsWrongWithEither() {
    assertEquals(
        List.of("power: gone", "sensors: gone"), degradations("power: gone", "sensors: gone"));
  }

  @Test
  void tellsOnceWhatIsWrongWithAChipThatIsBoth() {
    assertEquals(List.of("chip: gone"), degradations("chip: gone", "chip: gone"));
  }
}
