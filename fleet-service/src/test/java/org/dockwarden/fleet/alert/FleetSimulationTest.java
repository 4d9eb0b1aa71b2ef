package org.dockwarden.fleet.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 10,000 docks over months: nothing is missed, and nobody is flooded. */
final class FleetSimulationTest {
  private static final int DAYS = 90;

  @ParameterizedTest
  @ValueSource(longs = {1, 20261128})
  void nothingIsMissedAndNothingStorms(long seed) {
    FleetSimulation fleet = new FleetSimulation(seed);
    fleet.run(DAYS);
    assertEquals(List.of(), fleet.missed, "seed " + seed);
    assertTrue(fleet.checked > 5_000, "long outages of docks: " + fleet.checked);
    // Each trouble is told when it begins and when it ends, and a little over that for sites that
    // return in part and for docks that begin to flap.
    assertTrue(fleet.toldCount <= 3 * fleet.causes, fleet.toldCount + " told of " + fleet.causes);
    assertTrue(fleet.mostToldInAnHour <= 20, "in an hour: " + fleet.mostToldInAnHour);
    assertTrue(fleet.mostTracked <= 1_000, "tracked: " + fleet.mostTracked);
    assertEquals(0, fleet.left(), "what is well is forgotten");
    System.err.println(
        +fleet.toldCount
            + "/"
            + fleet.causes
            + " "
            + fleet.mostToldInAnHour
            + " "
            + fleet.mostTracked
            + " "
            + fleet.checked);
  }
}
