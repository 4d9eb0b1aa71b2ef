package org.dockwarden.dock.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.dock.sensor.PowerReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulatedSupplyTest {
  private static final BayNumber ONE = new BayNumber(1);

  @TempDir Path folder;

  private SimulatedDock dock(String... lines) throws IOException {
    Files.createDirectories(folder.resolve("camera"));
    Files.writeString(
        folder.resolve("bay-1.toml"),
        "volume = \"camera\"\nserial = \"A1\"\n" + String.join("\n", lines));
    return new SimulatedDock(folder, 2);
  }

  @Test
  void aDeviceWithoutPowerIsNotSeenAndComesBackAsAnotherConnection() throws IOException {
    try (SimulatedDock dock = dock()) {
      Occupant before = Objects.requireNonNull(dock.scan().occupants().get(ONE));
      dock.supply().set(ONE, false);
      assertFalse(dock.supply().isOn(ONE));
      assertEquals(Map.of(), dock.scan().occupants());
      assertEquals(new PowerReading(0, 0), dock.supply().read(ONE));
      dock.supply().set(ONE, true);
      dock.supply().set(ONE, true);
      Occupant after = Objects.requireNonNull(dock.scan().occupants().get(ONE));
      assertNotEquals(before.connection(), after.connection());
      assertEquals(before.descriptor(), after.descriptor());
    }
  }

  @Test
  void drawsWhatItsBatteryTakes() throws IOException {
    try (SimulatedDock dock = dock("battery_percent = 20", "battery_milliamps = 600")) {
      assertEquals(645, dock.supply().read(ONE).milliamps());
      assertEquals(4904, dock.supply().read(ONE).millivolts());
      assertEquals(new PowerReading(5000, 0), dock.supply().read(new BayNumber(2)));
      assertEquals(OptionalInt.of(20), dock.supply().percent(ONE));
      assertEquals(OptionalInt.empty(), dock.supply().percent(new BayNumber(2)));
    }
  }

  @Test
  void drawsWhatAFaultMakesIt() throws IOException {
    try (SimulatedDock dock = dock("draws_milliamps = 2500 # a short")) {
      assertEquals(2500, dock.supply().read(ONE).milliamps());
    }
  }

  @Test
  void aBatteryFillsWhileItHasPowerOnly() throws IOException {
    AtomicLong nanos = new AtomicLong();
    SimulatedBattery flat = new SimulatedBattery(11_100, 0, 800);
    SimulatedSupply supply =
        new SimulatedSupply(
            _ -> Optional.of(new SimulatedSupply.Load("a", flat, OptionalInt.empty())),
            60,
            nanos::get);
    assertEquals(845, supply.read(ONE).milliamps());
    int lookSeconds = 2;
    for (int looks = 0; looks < 60; looks++) {
      nanos.addAndGet(Duration.ofSeconds(lookSeconds).toNanos());
      supply.read(ONE);
    }
    int percent = supply.percent(ONE).orElseThrow();
    assertEquals(61, percent, 1); // Two hours at 800 mA, 5 V, and 85 %: 6.8 of 11.1 Wh.
    supply.set(ONE, false);
    nanos.addAndGet(Duration.ofMinutes(10).toNanos());
    assertEquals(percent, supply.percent(ONE).orElseThrow());
    supply.set(ONE, true);
    for (int looks = 0; looks < 300; looks++) {
      nanos.addAndGet(Duration.ofSeconds(lookSeconds).toNanos());
      supply.read(ONE);
    }
    assertTrue(supply.read(ONE).milliamps() < 100, "tapered");
  }

  @Test
  void aKeyOutOfRangeIsADeviceThatDoesNotEnumerate() throws IOException {
    try (SimulatedDock dock = dock("battery_percent = 101")) {
      assertEquals(1, dock.degradations().size());
      assertEquals(new PowerReading(5000, 0), dock.supply().read(ONE));
    }
  }

  @Test
  void lightsStandInAFile() throws IOException {
    try (SimulatedDock dock = dock()) {
      dock.light(new BayNumber(2), LightPattern.WORKING);
      dock.light(ONE, LightPattern.READY);
      assertEquals(
          "{\"1\": \"ready\", \"2\": \"working\"}\n",
          Files.readString(folder.resolve("lights.json")));
    }
  }
}
