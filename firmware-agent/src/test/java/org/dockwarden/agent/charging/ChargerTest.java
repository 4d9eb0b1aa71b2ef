package org.dockwarden.agent.charging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.dockwarden.agent.journal.ChargeJournal;
import org.dockwarden.agent.journal.SqliteJournal;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.dock.bay.Bay;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.dock.charging.ChargingRules;
import org.dockwarden.dock.charging.ChargingState;
import org.dockwarden.dock.charging.Wear;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.sensor.CurrentSensor;
import org.dockwarden.dock.sensor.PowerReading;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop around the policy, with ports and sensors that fail. */
final class ChargerTest {
  private static final BayNumber ONE = new BayNumber(1);
  private static final BayNumber TWO = new BayNumber(2);
  private static final String ODD =
      "charging: a fault of the agent itself: java.lang.IllegalStateException: odd";

  @TempDir private Path folder = Path.of("");

  private final List<String> log = new ArrayList<>();
  private final FakeStation station = new FakeStation(log);
  private final FakeSupply ports = new FakeSupply(log);
  private SqliteJournal journal;
  private ChargeJournal charges;
  private long nanos;
  private double celsius = 20;
  private boolean isThermometerBroken;

  @SuppressWarnings("NullAway.Init") // setUp() runs before every test.
  ChargerTest() {}

  @BeforeEach
  void setUp() throws IOException {
    journal = SqliteJournal.open(folder.resolve("agent.db"));
    charges = new ChargeJournal(journal);
  }

  @AfterEach
  void tearDown() throws IOException {
    journal.close();
  }

  private Charger charger(int budget) {
    SortedSet<BayNumber> bays = new TreeSet<>(Set.of(ONE, TWO));
    bays.forEach(bay -> station.leave(bay));
    Supply supply = new Supply(ports, true, ports, Optional.of(this::celsius));
    BatteryLedger ledger = new BatteryLedger(charges, () -> Instant.EPOCH);
    return new Charger(ChargingRules.of(budget), bays, supply, station, ledger, () -> nanos);
  }

  private double celsius() throws IOException {
    if (isThermometerBroken) {
      throw new IOException("temp: errno 5");
    }
    return celsius;
  }

  private void look(Charger charger, Duration time) throws InterruptedException {
    for (long end = nanos + time.toNanos(); nanos < end; ) {
      nanos += Charger.INTERVAL.toNanos();
      charger.look();
    }
  }

  @Test
  void tellsTheStationWhatIsChargedAndJournalsAWholeCharge() throws Exception {
    Charger charger = charger(5000);
    station.dock(ONE, OptionalInt.of(40));
    ports.milliamps.put(ONE, 720);
    look(charger, Duration.ofHours(2));
    assertEquals(
        new Charge(OptionalInt.of(40), OptionalInt.of(720), ChargingState.CHARGING),
        station.charges.get(ONE));
    ports.milliamps.put(ONE, 60);
    look(charger, Duration.ofMinutes(6));
    assertEquals(
        new Charge(OptionalInt.of(100), OptionalInt.of(60), ChargingState.FULL),
        station.charges.get(ONE));
    ChargeJournal.Charge kept = charges.of(FakeStation.camera(ONE)).getFirst();
    assertEquals(7200 + 25, kept.milliwattHours(), 8); // 5 V × 0.72 A × 2 h, and the taper.
    assertEquals(OptionalInt.of(40), kept.startPercent());
    look(charger, Duration.ofHours(1));
    assertEquals(1, charges.of(FakeStation.camera(ONE)).size());
    assertEquals(List.of(), charger.degradations());
    assertFalse(log.contains("1 off"), log.toString());
  }

  @Test
  void isNotFullAgainOnlyBecauseItWasFullBeforeItsPortWasOff() throws Exception {
    Charger charger = charger(5000);
    station.dock(ONE, OptionalInt.empty());
    ports.milliamps.put(ONE, 720);
    look(charger, Duration.ofHours(1));
    ports.milliamps.put(ONE, 60);
    look(charger, Duration.ofMinutes(6));
    assertEquals(ChargingState.FULL, charge(ONE).state());
    celsius = 65;
    look(charger, Duration.ofHours(3));
    assertTrue(log.contains("1 off"), log.toString());
    celsius = 45;
    look(charger, Duration.ofMinutes(1));
    station.comeAgain(ONE);
    ports.milliamps.put(ONE, 720);
    look(charger, Duration.ofSeconds(20));
    assertEquals(
        new Charge(OptionalInt.empty(), OptionalInt.of(720), ChargingState.CHARGING), charge(ONE));
    ports.milliamps.put(ONE, 60);
    look(charger, Duration.ofMinutes(6));
    assertEquals(OptionalInt.of(100), charge(ONE).percent());
  }

  @Test
  @ExpectsLog("charge of 1209:0001:C1")
  void aJournalThatTakesNoChargeShows() throws Exception {
    Charger charger = charger(5000);
    station.dock(ONE, OptionalInt.of(40));
    ports.milliamps.put(ONE, 720);
    look(charger, Duration.ofHours(2));
    journal.close();
    ports.milliamps.put(ONE, 60);
    look(charger, Duration.ofMinutes(6));
    assertTrue(
        charger.degradations().stream().anyMatch(line -> line.startsWith("charging: journal: ")),
        () -> charger.degradations().toString());
  }

  @Test
  @ExpectsLog("charging: a fault of the agent itself")
  void aFaultOfTheAgentItselfShowsAndDoesNotEndTheCharging() throws Exception {
    Charger charger = charger(5000);
    station.odd.set(1);
    charger.start();
    try {
      await(() -> charger.degradations().contains(ODD));
      await(() -> !charger.degradations().contains(ODD)); // The next look is a good one.
    } finally {
      charger.close();
    }
  }

  private static void await(BooleanSupplier what) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!what.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void restsABayBeforeItsPowerGoesAndSwitchesOffFirst() throws Exception {
    Charger charger = charger(1000);
    station.dock(ONE, OptionalInt.of(10));
    station.dock(TWO, OptionalInt.of(90));
    ports.milliamps.put(ONE, 800);
    ports.milliamps.put(TWO, 800);
    look(charger, Charger.INTERVAL);
    assertEquals(List.of("rest 2", "2 off"), log);
    assertEquals(ChargingState.WAITING, charge(TWO).state());
    log.clear();
    look(charger, Duration.ofHours(6));
    assertTrue(log.contains("resume 2"), log.toString());
    assertTrue(log.indexOf("1 off") < log.indexOf("2 on"), log.toString());
  }

  @Test
  void neverCutsABayThatIsRead() throws Exception {
    Charger charger = charger(1000);
    station.dock(ONE, OptionalInt.of(10));
    station.dock(TWO, OptionalInt.of(90));
    station.reading.add(ONE);
    station.reading.add(TWO);
    look(charger, Duration.ofHours(1));
    assertFalse(log.contains("1 off"), log.toString());
    assertEquals(1, charger.degradations().size(), charger.degradations().toString());
  }

  /** CH-8: a card that loses its power while a file is erased may lose what else is on it. */
  @Test
  void takesNoPowerBeforeTheCameraIsLetGoOf() throws Exception {
    Charger charger = charger(1000);
    station.dock(ONE, OptionalInt.of(10));
    station.dock(TWO, OptionalInt.of(90));
    ports.milliamps.put(ONE, 800);
    ports.milliamps.put(TWO, 800);
    station.busy.add(TWO);
    look(charger, Charger.INTERVAL);
    assertEquals(List.of("rest 2"), log);
    look(charger, Charger.INTERVAL);
    assertEquals(List.of("rest 2", "rest 2"), log);
    station.busy.clear();
    look(charger, Charger.INTERVAL);
    assertEquals(List.of("rest 2", "rest 2", "rest 2", "2 off"), log);
  }

  @Test
  void servesACameraAgainThatKeepsItsPowerAfterAll() throws Exception {
    Charger charger = charger(1000);
    station.dock(ONE, OptionalInt.of(10));
    station.dock(TWO, OptionalInt.of(90));
    ports.milliamps.put(ONE, 800);
    ports.milliamps.put(TWO, 800);
    station.busy.add(TWO);
    look(charger, Charger.INTERVAL);
    ports.milliamps.put(ONE, 60); // Full soon, and so there is power for the other.
    look(charger, Duration.ofMinutes(30));
    assertEquals("resume 2", log.getLast());
    assertFalse(log.contains("2 off"), log.toString());
  }

  @Test
  void takesThePowerOfAnOverCurrentAlsoFromABusyBay() throws Exception {
    Charger charger = charger(5000);
    station.dock(ONE, OptionalInt.empty());
    station.busy.add(ONE);
    ports.milliamps.put(ONE, 3000);
    look(charger, Duration.ofSeconds(8));
    assertTrue(log.contains("1 off"), log.toString());
  }

  /** CH-11. */
  @Test
  void aSensorThatStopsShowsAndNothingIsFull() throws Exception {
    Charger charger = charger(5000);
    station.dock(ONE, OptionalInt.of(40));
    ports.milliamps.put(ONE, 60);
    ports.isBlind = true;
    look(charger, Duration.ofMinutes(20));
    assertEquals(ChargingState.UNKNOWN, charge(ONE).state());
    assertEquals(OptionalInt.of(40), charge(ONE).percent());
    assertEquals(List.of("sensor: gone"), charger.degradations());
    ports.isBlind = false;
    ports.milliamps.put(ONE, 500);
    look(charger, Charger.INTERVAL);
    assertEquals(ChargingState.CHARGING, charge(ONE).state());
    assertEquals(List.of(), charger.degradations());
  }

  /** CH-17. */
  @Test
  @ExpectsLog("power: stuck")
  void aPortThatDoesNotSwitchIsAFaultUntilItDoes() throws Exception {
    Charger charger = charger(5000);
    station.dock(ONE, OptionalInt.empty());
    ports.milliamps.put(ONE, 3000);
    ports.isStuck = true;
    look(charger, Duration.ofSeconds(8));
    assertEquals(Optional.of(BayReason.POWER_FAILED), station.faults.get(ONE));
    assertEquals(List.of("rest 1", "resume 1"), log.subList(0, 2));
    ports.isStuck = false;
    look(charger, Charger.INTERVAL);
    assertEquals(Optional.of(BayReason.OVER_CURRENT), station.faults.get(ONE));
    assertFalse(ports.isOn(ONE));
  }

  /** CH-16. */
  @Test
  void heatCutsAndAThermometerThatFailsShows() throws Exception {
    Charger charger = charger(5000);
    station.dock(ONE, OptionalInt.empty());
    station.reading.add(ONE);
    ports.milliamps.put(ONE, 500);
    isThermometerBroken = true;
    look(charger, Charger.INTERVAL);
    assertEquals(List.of("thermometer: temp: errno 5"), charger.degradations());
    assertTrue(ports.isOn(ONE));
    isThermometerBroken = false;
    celsius = 61;
    look(charger, Charger.INTERVAL);
    assertFalse(ports.isOn(ONE));
    assertEquals(Optional.of(BayReason.TOO_HOT), station.faults.get(ONE));
    assertEquals(List.of(), charger.degradations());
  }

  @Test
  void whatACameraToldIsForgottenWhenItLeaves() throws Exception {
    Charger charger = charger(5000);
    station.dock(ONE, OptionalInt.of(40));
    ports.milliamps.put(ONE, 500);
    look(charger, Duration.ofMinutes(1));
    station.leave(ONE);
    ports.milliamps.put(ONE, 0);
    look(charger, Duration.ofMinutes(1));
    assertEquals(ChargingState.OFF, charge(ONE).state());
    station.dock(ONE, OptionalInt.of(75));
    ports.milliamps.put(ONE, 500);
    look(charger, Charger.INTERVAL);
    assertEquals(OptionalInt.of(75), charge(ONE).percent());
  }

  /** CH-18 to CH-20. */
  @Test
  void theLedgerKeepsTwoYearsAndTellsTheWear() throws Exception {
    CameraId camera = FakeStation.camera(ONE);
    for (int day = 0; day < 800; day++) {
      charges.add(
          camera,
          ONE,
          new ChargeJournal.Charge(
              Instant.EPOCH.plus(Duration.ofDays(day)),
              5500 - 2 * day,
              OptionalInt.of(50),
              Duration.ofHours(2)));
    }
    assertEquals(730, charges.of(camera).size());
    assertEquals(Instant.EPOCH.plus(Duration.ofDays(70)), charges.of(camera).getFirst().endedAt());
    assertEquals(List.of(), charges.of(FakeStation.camera(TWO)));
    BatteryLedger ledger = new BatteryLedger(charges, () -> Instant.EPOCH);
    assertInstanceOf(Wear.Declining.class, ledger.of(camera));
    assertEquals(new Wear.Unknown(0), ledger.of(FakeStation.camera(TWO)));
  }

  private Charge charge(BayNumber bay) {
    return station.charges.getOrDefault(bay, Charge.UNKNOWN);
  }

  /** Ports and sensors in memory. */
  private static final class FakeSupply implements PortPower, CurrentSensor {
    private final List<String> switched;
    final Map<BayNumber, Integer> milliamps = new TreeMap<>();
    final Set<BayNumber> off = new TreeSet<>();
    boolean isBlind;
    boolean isStuck;

    FakeSupply(List<String> log) {
      this.switched = log;
    }

    @Override
    public boolean isOn(BayNumber bay) {
      return !off.contains(bay);
    }

    @Override
    public void set(BayNumber bay, boolean on) throws IOException {
      if (isStuck) {
        throw new IOException("stuck");
      }
      switched.add(bay + (on ? " on" : " off"));
      if (on) {
        off.remove(bay);
      } else {
        off.add(bay);
      }
    }

    @Override
    public PowerReading read(BayNumber bay) throws IOException {
      if (isBlind) {
        throw new IOException("gone");
      }
      return new PowerReading(5000, isOn(bay) ? milliamps.getOrDefault(bay, 0) : 0);
    }

    @Override
    public List<String> degradations() {
      return isBlind ? List.of("sensor: gone") : List.of();
    }

    @Override
    public void close() {}
  }

  /** A station in memory, which writes down what it is told. */
  private static final class FakeStation implements BaySide {
    final Map<BayNumber, BayStatus> statuses = new TreeMap<>();
    final Map<BayNumber, Charge> charges = new TreeMap<>();
    final Map<BayNumber, Optional<BayReason>> faults = new TreeMap<>();
    final Set<BayNumber> reading = new TreeSet<>();
    final Set<BayNumber> busy = new TreeSet<>();
    final AtomicInteger odd = new AtomicInteger();
    private final List<String> told;

    FakeStation(List<String> log) {
      this.told = log;
    }

    static CameraId camera(BayNumber bay) {
      return CameraId.of("1209", "0001", "C" + bay);
    }

    void dock(BayNumber bay, OptionalInt percent) {
      Charge charge = new Charge(percent, OptionalInt.empty(), ChargingState.UNKNOWN);
      statuses.put(bay, status(bay, Optional.of(camera(bay)), percent, Optional.of(charge)));
    }

    void leave(BayNumber bay) {
      statuses.put(bay, status(bay, Optional.empty(), OptionalInt.empty(), Optional.empty()));
    }

    /** It comes again and tells nothing; the status still has what the charger said last. */
    void comeAgain(BayNumber bay) {
      Optional<Charge> charge = Optional.ofNullable(charges.get(bay));
      statuses.put(bay, status(bay, Optional.of(camera(bay)), OptionalInt.empty(), charge));
    }

    private static BayStatus status(
        BayNumber bay, Optional<CameraId> camera, OptionalInt told, Optional<Charge> charge) {
      return new BayStatus(
          Bay.empty(bay, Optional.empty()),
          Instant.EPOCH,
          Optional.empty(),
          camera,
          told,
          charge,
          false,
          Optional.empty(),
          Optional.empty(),
          Leftovers.NONE,
          "",
          0,
          0);
    }

    @Override
    public List<BayStatus> bays() {
      if (odd.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("odd");
      }
      return List.copyOf(statuses.values());
    }

    @Override
    public boolean isReading(BayNumber bay) {
      return reading.contains(bay);
    }

    @Override
    public boolean rest(BayNumber bay) {
      told.add("rest " + bay);
      return !busy.contains(bay);
    }

    @Override
    public void resume(BayNumber bay) {
      told.add("resume " + bay);
    }

    @Override
    public void charge(BayNumber bay, Charge charge) {
      charges.put(bay, charge);
    }

    @Override
    public void fault(BayNumber bay, Optional<BayReason> reason) {
      faults.put(bay, reason);
    }
  }
}
