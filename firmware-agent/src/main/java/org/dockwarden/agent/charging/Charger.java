package org.dockwarden.agent.charging;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.charging.BayDecision;
import org.dockwarden.dock.charging.BayInput;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.dock.charging.ChargingPolicy;
import org.dockwarden.dock.charging.ChargingRules;
import org.dockwarden.dock.sensor.PowerReading;
import org.dockwarden.evidence.identity.CameraId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop that charges. One thread; what it tells is thread-safe. */
public final class Charger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Charger.class);

  /** Between two looks at the bays. */
  static final Duration INTERVAL = Duration.ofSeconds(2);

  /** Long enough for a camera to lose what it was stuck in (H-20). */
  private static final Duration CYCLE = Duration.ofSeconds(5);

  private final Supply supply;
  private final BaySide station;
  private final BatteryLedger ledger;
  private final LongSupplier nanoTime;
  private final SortedSet<BayNumber> bays;
  private final Ports ports;
  private final Map<BayNumber, Optional<Duration>> cycles = new ConcurrentHashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);

  /** A native call to a sensor or a switch would hold the carrier of a virtual thread. */
  private final Thread thread = Thread.ofPlatform().name("charger").unstarted(this::work);

  private ChargingPolicy policy;
  private volatile List<String> problems = List.of();
  private volatile Optional<String> heatProblem = Optional.empty();
  private volatile Optional<String> defect = Optional.empty();

  /**
   * A charger; the supply stays the caller's.
   *
   * @param bays of the dock
   */
  public Charger(
      ChargingRules rules,
      SortedSet<BayNumber> bays,
      Supply supply,
      BaySide station,
      BatteryLedger ledger,
      LongSupplier nanoTime) {
    this.supply = supply;
    this.station = station;
    this.ledger = ledger;
    this.nanoTime = nanoTime;
    this.bays = new TreeSet<>(bays);
    this.ports = new Ports(supply.power(), station);
    this.policy = ChargingPolicy.start(rules, ports.look(this.bays), now());
  }

  public void start() {
    thread.start();
  }

  private Duration now() {
    return Duration.ofNanos(nanoTime.getAsLong());
  }

  private void work() {
    try {
      do {
        pass();
      } while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() ends it while a port is switched.
    }
  }

  private void pass() throws InterruptedException {
    try {
      look();
      defect = Optional.empty();
    } catch (RuntimeException e) {
      if (defect.isEmpty()) {
        LOG.error("charging: a fault of the agent itself", e);
      }
      defect = Optional.of("charging: a fault of the agent itself: " + e);
    }
  }

  /** Looks once, and does what the policy decides. */
  void look() throws InterruptedException {
    SortedMap<BayNumber, BayInput> inputs = new TreeMap<>();
    for (BayStatus status : station.bays()) {
      BayNumber bay = status.bay().number();
      inputs.put(bay, input(bay, status, reading(bay)));
    }
    ChargingPolicy.Step step = policy.step(inputs, celsius(), now());
    policy = step.next();
    problems = step.problems();
    if (supply.canSwitch()) {
      SortedMap<BayNumber, BayDecision> decisions = withCycles(step.bays());
      switchOff(decisions);
      noteCycles();
      switchOn(decisions);
    }
    step.bays()
        .forEach((bay, decision) -> tell(bay, decision, inputs.getOrDefault(bay, BayInput.EMPTY)));
  }

  private BayInput input(BayNumber bay, BayStatus status, Optional<PowerReading> reading) {
    Optional<String> camera =
        status
            .camera()
            .map(CameraId::toString)
            .or(() -> status.device().map(_ -> BayInput.UNIDENTIFIED));
    return new BayInput(camera, station.isReading(bay), reading, status.told());
  }

  private Optional<PowerReading> reading(BayNumber bay) {
    try {
      return Optional.of(supply.sensor().read(bay));
    } catch (IOException _) {
      return Optional.empty(); // The sensor's degradations say why.
    }
  }

  private OptionalDouble celsius() {
    if (supply.thermometer().isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double celsius = supply.thermometer().get().celsius();
      heatProblem = Optional.empty();
      return OptionalDouble.of(celsius);
    } catch (IOException e) {
      heatProblem = Optional.of("thermometer: " + e.getMessage());
      return OptionalDouble.empty();
    }
  }

  /** First, so that what is switched on finds room in the budget. */
  private void switchOff(SortedMap<BayNumber, BayDecision> decisions) throws InterruptedException {
    for (var decision : decisions.entrySet()) {
      if (!decision.getValue().isOn()) {
        ports.set(decision.getKey(), false, isUrgent(decision.getValue()));
      }
    }
  }

  private static boolean isUrgent(BayDecision decision) {
    return decision.fault().equals(Optional.of(BayReason.OVER_CURRENT));
  }

  private void switchOn(SortedMap<BayNumber, BayDecision> decisions) throws InterruptedException {
    for (var decision : decisions.entrySet()) {
      if (decision.getValue().isOn()) {
        ports.set(decision.getKey(), true, false);
      }
    }
  }

  private void tell(BayNumber bay, BayDecision decision, BayInput input) {
    OptionalInt milliamps =
        input.reading().isPresent()
            ? OptionalInt.of(input.reading().get().milliamps())
            : OptionalInt.empty();
    station.charge(bay, new Charge(decision.percent(), milliamps, decision.state()));
    station.fault(
        bay, ports.hasFailed(bay) ? Optional.of(BayReason.POWER_FAILED) : decision.fault());
    decision.completed().ifPresent(charge -> ledger.add(bay, charge));
  }

  /** Whether the ports can be switched at all. */
  public boolean canSwitch() {
    return supply.canSwitch();
  }

  /**
   * The bay's port goes off for {@link #CYCLE}, as soon as its camera is let go of (CH-8), and then
   * to what the policy decides.
   */
  public void cycle(BayNumber bay) {
    cycles.put(bay, Optional.empty());
  }

  /** The policy's decisions, but for the bays that are to be off for a moment. */
  private SortedMap<BayNumber, BayDecision> withCycles(SortedMap<BayNumber, BayDecision> decided) {
    if (cycles.isEmpty()) {
      return decided;
    }
    SortedMap<BayNumber, BayDecision> all = new TreeMap<>(decided);
    cycles.entrySet().removeIf(it -> it.getValue().isPresent() && isOver(it.getValue().get()));
    for (BayNumber bay : cycles.keySet()) {
      all.computeIfPresent(bay, (_, decision) -> decision.off());
    }
    return all;
  }

  private boolean isOver(Duration begun) {
    return now().minus(begun).compareTo(CYCLE) >= 0;
  }

  /** A moment begins when the port is off. */
  private void noteCycles() {
    cycles.replaceAll(
        (bay, begun) -> begun.isEmpty() && !ports.isOn(bay) ? Optional.of(now()) : begun);
  }

  /** What does not work as it should, one line each (I7). */
  public List<String> degradations() {
    List<String> all = new ArrayList<>(supply.degradations());
    all.addAll(problems);
    heatProblem.ifPresent(all::add);
    defect.ifPresent(all::add);
    all.addAll(ledger.degradations());
    return all;
  }

  /** Ends the loop; the ports stay as they are. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (thread.isAlive()) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
