package org.dockwarden.dock.charging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.sensor.PowerReading;
import org.dockwarden.dock.simulated.SimulatedBattery;

/**
 * A dock and its cameras over months, under a policy: cameras go out, come back drained, are read,
 * charge. Everything follows from the seed. What must never happen is checked at each step.
 */
final class FleetSimulation {
  static final Duration STEP = Duration.ofSeconds(10);
  private static final int READING_STEPS = 40;
  private static final int READING_MILLIAMPS = 350;

  final Random random;
  final ChargingRules rules;
  final boolean cutsData;
  final boolean tellsPercent;
  final Map<BayNumber, Bay> bays = new TreeMap<>();
  final Map<BayNumber, Duration> waiting = new HashMap<>();
  final List<CompletedCharge> completed = new ArrayList<>();
  final List<Duration> timesToFull = new ArrayList<>();
  int peakMilliamps;
  int switches;
  Duration longestWait = Duration.ZERO;
  private ChargingPolicy policy;
  private Duration now = Duration.ZERO;

  /** A camera in the dock or out on the street. */
  static final class Camera {
    final String id;
    SimulatedBattery battery;
    double neededMilliwattHours;

    Camera(String id, SimulatedBattery battery) {
      this.id = id;
      this.battery = battery;
    }
  }

  /** A bay as it really is. */
  static final class Bay {
    boolean isOn = true;
    Duration switchedAt = Duration.ZERO;
    Optional<Camera> camera = Optional.empty();
    Duration arrivedAt = Duration.ZERO;
    OptionalInt toldPercent = OptionalInt.empty();
    int readingSteps;
    boolean wasFull;
    OptionalInt forcedMilliamps = OptionalInt.empty();
    boolean isBlind;

    int drawnMilliamps() {
      if (!isOn || camera.isEmpty()) {
        return isOn ? forcedMilliamps.orElse(0) : 0;
      }
      int drawn = camera.get().battery.drawnMilliamps();
      return forcedMilliamps.orElse(readingSteps > 0 ? Math.min(drawn, READING_MILLIAMPS) : drawn);
    }
  }

  FleetSimulation(
      long seed, int bayCount, ChargingRules rules, boolean cutsData, boolean tellsPercent) {
    this.random = new Random(seed);
    this.rules = rules;
    this.cutsData = cutsData;
    this.tellsPercent = tellsPercent;
    Map<BayNumber, Boolean> on = new TreeMap<>();
    for (int number = 1; number <= bayCount; number++) {
      bays.put(new BayNumber(number), new Bay());
      on.put(new BayNumber(number), true);
    }
    this.policy = ChargingPolicy.start(rules, on, now);
  }

  Bay bay(BayNumber number) {
    return Objects.requireNonNull(bays.get(number));
  }

  Duration now() {
    return now;
  }

  void dock(BayNumber number, Camera camera) {
    Bay bay = bay(number);
    bay.camera = Optional.of(camera);
    bay.arrivedAt = now;
    bay.readingSteps = 1 + random.nextInt(READING_STEPS);
    bay.wasFull = false;
    bay.toldPercent = tellsPercent ? OptionalInt.of(camera.battery.percent()) : OptionalInt.empty();
    SimulatedBattery battery = camera.battery;
    camera.neededMilliwattHours =
        battery.capacityMilliwattHours() - battery.chargedMilliwattHours();
  }

  Camera undock(BayNumber number) {
    Bay bay = bay(number);
    Camera camera = bay.camera.orElseThrow();
    bay.camera = Optional.empty();
    bay.readingSteps = 0;
    return camera;
  }

  /** Time passes, the policy decides, its decisions are carried out. */
  Map<BayNumber, BayDecision> step(OptionalDouble celsius) {
    now = now.plus(STEP);
    Map<BayNumber, BayInput> inputs = new TreeMap<>();
    bays.forEach((number, bay) -> inputs.put(number, passed(bay)));
    checkBudget("before");
    ChargingPolicy.Step step = policy.step(inputs, celsius, now);
    policy = step.next();
    int started = 0;
    for (var decision : step.bays().entrySet()) {
      started += carryOut(decision.getKey(), decision.getValue()) ? 1 : 0;
    }
    if (started > 1) {
      throw new AssertionError(now + ": " + started + " bays switched on at a time (CH-3)");
    }
    checkBudget("after");
    return step.bays();
  }

  private BayInput passed(Bay bay) {
    boolean isPowered = bay.isOn && bay.camera.isPresent();
    if (isPowered && bay.forcedMilliamps.isEmpty()) {
      Camera camera = bay.camera.orElseThrow();
      camera.battery = camera.battery.charged(STEP);
    }
    if (isPowered && bay.readingSteps > 0) {
      bay.readingSteps--;
    }
    boolean isSeen = bay.camera.isPresent() && (bay.isOn || !cutsData);
    int noise = random.nextInt(5) - 2;
    return new BayInput(
        isSeen ? bay.camera.map(camera -> camera.id) : Optional.empty(),
        bay.isOn && bay.camera.isPresent() && bay.readingSteps > 0,
        bay.isBlind
            ? Optional.empty()
            : Optional.of(
                new PowerReading(SimulatedBattery.MILLIVOLTS, bay.drawnMilliamps() + noise)),
        isSeen ? bay.toldPercent : OptionalInt.empty());
  }

  private void checkBudget(String when) {
    int drawn = bays.values().stream().mapToInt(Bay::drawnMilliamps).sum();
    peakMilliamps = Math.max(peakMilliamps, drawn);
    boolean isForced = bays.values().stream().anyMatch(bay -> bay.forcedMilliamps.isPresent());
    if (drawn > rules.budget().milliamps() && !isForced) {
      throw new AssertionError(
          "%s %s: %d mA (CH-2: <= %d)".formatted(now, when, drawn, rules.budget().milliamps()));
    }
  }

  /** Returns whether the bay was switched on. */
  private boolean carryOut(BayNumber number, BayDecision decision) {
    Bay bay = bay(number);
    decision.completed().ifPresent(completed::add);
    if (decision.state() == ChargingState.FULL && bay.camera.isPresent() && !bay.wasFull) {
      bay.wasFull = true;
      timesToFull.add(now.minus(bay.arrivedAt));
    }
    Duration wait = waitOf(number, decision.state());
    longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
    if (decision.isOn() == bay.isOn) {
      return false;
    }
    Optional<BayReason> fault = decision.fault();
    if (bay.isOn && bay.readingSteps > 0 && fault.isEmpty()) {
      throw new AssertionError(now + ": bay " + number + " cut while it is read (CH-8)");
    }
    Duration age = now.minus(bay.switchedAt);
    if (!bay.isOn && age.compareTo(rules.budget().rest()) < 0 && fault.isEmpty()) {
      throw new AssertionError(now + ": bay " + number + " off for only " + age + " (CH-7)");
    }
    bay.isOn = decision.isOn();
    bay.switchedAt = now;
    switches++;
    return bay.isOn;
  }

  private Duration waitOf(BayNumber number, ChargingState state) {
    if (state != ChargingState.WAITING || bay(number).camera.isEmpty()) {
      waiting.remove(number);
      return Duration.ZERO;
    }
    return now.minus(waiting.computeIfAbsent(number, _ -> now));
  }
}
