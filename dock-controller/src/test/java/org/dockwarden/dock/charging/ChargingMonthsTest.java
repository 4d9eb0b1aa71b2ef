package org.dockwarden.dock.charging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.charging.FleetSimulation.Camera;
import org.dockwarden.dock.simulated.SimulatedBattery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Months of a dock whose supply cannot feed all bays: what CH-2 to CH-10 promise, at each step. */
final class ChargingMonthsTest {
  private static final int BAYS = 8;
  private static final int CAMERAS = 12;
  private static final Duration SHORTEST_STAY = Duration.ofHours(14);

  /** Eight flat cameras of 13 Wh under a supply for four: 6 h of work for it, and reading. */
  private static final Duration LONGEST_TO_FULL = Duration.ofHours(14);

  @ParameterizedTest
  @CsvSource({
    "1, 60, true, true",
    "2, 20, true, false",
    "3, 20, false, true",
    "4, 20, false, false"
  })
  void everyCameraBecomesFullWithinTheBudget(
      long seed, int days, boolean cutsData, boolean tellsPercent) {
    FleetSimulation dock =
        new FleetSimulation(seed, BAYS, ChargingRules.of(3900), cutsData, tellsPercent);
    Deque<Camera> street = new ArrayDeque<>(cameras(dock.random));
    int stays = 0;
    while (dock.now().toDays() < days) {
      stays += comeAndGo(dock, street);
      dock.step(OptionalDouble.empty());
    }
    String figures =
        "seed %d: %d stays, %d charges, peak %d mA, %d switches, longest wait %s, longest %s"
            .formatted(
                seed,
                stays,
                dock.completed.size(),
                dock.peakMilliamps,
                dock.switches,
                dock.longestWait,
                dock.timesToFull.stream().max(Duration::compareTo).orElseThrow());
    assertTrue(stays > 8 * days, figures);
    assertTrue(
        dock.timesToFull.stream().allMatch(time -> time.compareTo(LONGEST_TO_FULL) < 0), figures);
    assertTrue(dock.longestWait.compareTo(Duration.ofHours(3)) < 0, figures); // CH-6
    assertTrue(dock.switches < stays * 16, figures); // CH-7
    assertTrue(dock.peakMilliamps > 2500, figures); // The budget is used.
    assertTrue(dock.completed.size() > stays * 0.9, figures);
  }

  private static List<Camera> cameras(Random random) {
    return IntStream.rangeClosed(1, CAMERAS)
        .mapToObj(
            number ->
                new Camera(
                    "camera-" + number,
                    new SimulatedBattery(
                        9_000 + random.nextInt(4_000), 0, 500 + random.nextInt(350))))
        .toList();
  }

  /** One camera at a time is plugged in, as by hand; full ones leave when they have stayed. */
  private static int comeAndGo(FleetSimulation dock, Deque<Camera> street) {
    for (var one : dock.bays.entrySet()) {
      FleetSimulation.Bay bay = one.getValue();
      boolean isOver = dock.now().minus(bay.arrivedAt).compareTo(SHORTEST_STAY) > 0;
      if (bay.camera.isPresent() && isOver && dock.random.nextInt(300) == 0) {
        assertTrue(bay.wasFull, dock.now() + ": bay " + one.getKey() + " not full");
        Camera camera = dock.undock(one.getKey());
        double level = 0.2 + 0.8 * dock.random.nextDouble();
        camera.battery = camera.battery.drained(level * camera.battery.capacityMilliwattHours());
        street.addLast(camera);
      }
    }
    if (dock.random.nextInt(60) == 0 && !street.isEmpty()) {
      for (BayNumber number : dock.bays.keySet()) {
        if (dock.bay(number).camera.isEmpty() && dock.bay(number).isOn) {
          dock.dock(number, street.removeFirst());
          return 1;
        }
      }
    }
    return 0;
  }

  @ParameterizedTest
  @CsvSource({"11", "12"})
  void energyOfAChargeIsWhatTheBatteryTook(long seed) {
    FleetSimulation dock = new FleetSimulation(seed, 1, ChargingRules.of(900), true, true);
    Camera camera = new Camera("a", new SimulatedBattery(11_100, 2_220, 700));
    dock.dock(new BayNumber(1), camera);
    while (dock.completed.isEmpty() && dock.now().compareTo(LONGEST_TO_FULL) < 0) {
      dock.step(OptionalDouble.empty());
    }
    CompletedCharge charge = dock.completed.getFirst();
    assertEquals(20, charge.startPercent().orElseThrow());
    double idle = SimulatedBattery.IDLE_MILLIAMPS * 5.0 * charge.time().toMinutes() / 60;
    double stored = (charge.milliwattHours() - idle) * 0.85;
    assertEquals(camera.neededMilliwattHours, stored, 0.1 * camera.neededMilliwattHours);
  }
}
