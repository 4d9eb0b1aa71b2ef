package org.dockwarden.dock.simulated;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.sensor.CurrentSensor;
import org.dockwarden.dock.sensor.PowerReading;

/**
 * The power of a simulated dock: ports that switch, and what batteries draw from them. A port that
 * is switched off and on makes its device a new connection, as a real one does. Thread-safe.
 */
public final class SimulatedSupply implements PortPower, CurrentSensor {
  /** Of cable and contacts. */
  private static final int CABLE_MILLIOHMS = 150;

  private final Loads loads;
  private final int speed;
  private final LongSupplier nanoTime;
  private final Map<BayNumber, Port> ports = new ConcurrentHashMap<>();

  /**
   * What hangs on a port.
   *
   * @param identity differs for every plugging-in by hand
   * @param battery as it was then
   * @param milliamps what it draws whatever its battery says
   */
  record Load(String identity, SimulatedBattery battery, OptionalInt milliamps) {}

  /** Where the supply looks what hangs on a port. */
  @FunctionalInterface
  interface Loads {
    Optional<Load> in(BayNumber bay) throws IOException;
  }

  /** A port, and the battery that was last seen on it. */
  private record Port(
      boolean isOn, int cycles, String identity, SimulatedBattery battery, long atNanos) {}

  SimulatedSupply(Loads loads, int speed, LongSupplier nanoTime) {
    this.loads = loads;
    this.speed = speed;
    this.nanoTime = nanoTime;
  }

  @Override
  public boolean isOn(BayNumber bay) {
    Port port = ports.get(bay);
    return port == null || port.isOn();
  }

  @Override
  public synchronized void set(BayNumber bay, boolean on) throws IOException {
    Port port = passed(bay);
    if (port.isOn() != on) {
      int cycles = on ? port.cycles() + 1 : port.cycles();
      ports.put(bay, new Port(on, cycles, port.identity(), port.battery(), port.atNanos()));
    }
  }

  /** What makes a connection another one after its port was off. */
  String suffix(BayNumber bay) {
    Port port = ports.get(bay);
    return port == null || port.cycles() == 0 ? "" : "-" + port.cycles();
  }

  @Override
  public synchronized PowerReading read(BayNumber bay) throws IOException {
    Port port = passed(bay);
    Optional<Load> load = loads.in(bay);
    if (!port.isOn()) {
      return new PowerReading(0, 0);
    }
    int milliamps =
        load.map(one -> one.milliamps().orElse(port.battery().drawnMilliamps())).orElse(0);
    int drop = milliamps * CABLE_MILLIOHMS / 1000;
    return new PowerReading(SimulatedBattery.MILLIVOLTS - drop, milliamps);
  }

  /** The port after the time since the last look has passed for its battery. */
  private Port passed(BayNumber bay) throws IOException {
    long now = nanoTime.getAsLong();
    Port before = ports.get(bay);
    Optional<Load> load = loads.in(bay);
    boolean isOn = before == null || before.isOn();
    int cycles = before == null ? 0 : before.cycles();
    Port after;
    if (load.isEmpty()) {
      after = new Port(isOn, cycles, "", new SimulatedBattery(1, 0, 1), now);
    } else if (before == null || !before.identity().equals(load.get().identity())) {
      after = new Port(isOn, cycles, load.get().identity(), load.get().battery(), now);
    } else {
      Duration time = Duration.ofNanos(now - before.atNanos()).multipliedBy(speed);
      boolean charges = isOn && load.get().milliamps().isEmpty();
      SimulatedBattery battery = charges ? before.battery().charged(time) : before.battery();
      after = new Port(isOn, cycles, before.identity(), battery, now);
    }
    ports.put(bay, after);
    return after;
  }

  /** How full the battery in a bay is; empty if the bay is. */
  public synchronized OptionalInt percent(BayNumber bay) throws IOException {
    return loads.in(bay).isPresent()
        ? OptionalInt.of(passed(bay).battery().percent())
        : OptionalInt.empty();
  }

  @Override
  public List<String> degradations() {
    return List.of();
  }

  @Override
  public void close() {}
}
