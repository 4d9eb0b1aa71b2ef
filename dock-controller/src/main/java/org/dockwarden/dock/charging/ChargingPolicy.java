package org.dockwarden.dock.charging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.charging.BayCharge.Progress;

/**
 * The charging of a whole dock (spec/charging.md). A value: {@link #step} gives decisions and the
 * policy afterwards, from what is seen and the time since any fixed beginning, and from nothing
 * else.
 */
public final class ChargingPolicy {
  private static final Duration LONG_AGO = Duration.ofDays(1);
  private static final int FULL_PERCENT = 100;

  private final ChargingRules rules;
  private final SortedMap<BayNumber, BayCharge> bays;
  private final Duration startedAt;
  private final boolean isHot;

  /**
   * What one step decided.
   *
   * @param next the policy for the next step
   * @param bays what to do with each bay
   * @param problems what holds for the dock as a whole, one line each
   */
  public record Step(
      ChargingPolicy next, SortedMap<BayNumber, BayDecision> bays, List<String> problems) {
    public Step {
      bays = Collections.unmodifiableSortedMap(new TreeMap<>(bays));
      problems = List.copyOf(problems);
    }
  }

  private ChargingPolicy(
      ChargingRules rules,
      SortedMap<BayNumber, BayCharge> bays,
      Duration startedAt,
      boolean isHot) {
    this.rules = rules;
    this.bays = bays;
    this.startedAt = startedAt;
    this.isHot = isHot;
  }

  /**
   * A policy that has seen nothing yet.
   *
   * @param isOn which bays have power now
   */
  public static ChargingPolicy start(
      ChargingRules rules, Map<BayNumber, Boolean> isOn, Duration now) {
    SortedMap<BayNumber, BayCharge> bays = new TreeMap<>();
    isOn.forEach((bay, on) -> bays.put(bay, BayCharge.start(on, 0, now, LONG_AGO)));
    return new ChargingPolicy(rules, bays, now.minus(LONG_AGO), false);
  }

  /**
   * The next decisions.
   *
   * @param celsius the dock's temperature; empty if it is not known
   */
  public Step step(Map<BayNumber, BayInput> inputs, OptionalDouble celsius, Duration now) {
    BayObserver observer = new BayObserver(rules);
    SortedMap<BayNumber, BayCharge> seen = new TreeMap<>();
    bays.forEach(
        (bay, before) ->
            seen.put(bay, observer.look(before, inputs.getOrDefault(bay, BayInput.EMPTY), now)));
    boolean hot = isHotNow(celsius);
    TreeSet<BayNumber> off = new TreeSet<>();
    seen.forEach(
        (bay, charge) -> {
          if (isKeptOff(charge, hot)) {
            off.add(bay);
          }
        });
    boolean mayStart = now.minus(startedAt).compareTo(rules.budget().stagger()) >= 0;
    BudgetAllocation.Result result =
        BudgetAllocation.decide(rules.budget(), seen, inputs, off, mayStart);
    return told(seen, result, inputs, hot, now);
  }

  /** A thermometer that does not answer changes nothing: it was hot, or was not. */
  private boolean isHotNow(OptionalDouble celsius) {
    if (celsius.isEmpty()) {
      return isHot;
    }
    return isHot
        ? celsius.getAsDouble() > rules.limits().coolCelsius()
        : celsius.getAsDouble() >= rules.limits().hotCelsius();
  }

  /** CH-8: heat and over-current alone take the power of a camera that is read. */
  private static boolean isKeptOff(BayCharge charge, boolean hot) {
    return (hot && charge.camera().isPresent())
        || charge.retry().notBefore().compareTo(charge.seenAt()) > 0;
  }

  private Step told(
      SortedMap<BayNumber, BayCharge> seen,
      BudgetAllocation.Result result,
      Map<BayNumber, BayInput> inputs,
      boolean hot,
      Duration now) {
    SortedMap<BayNumber, BayCharge> next = new TreeMap<>();
    SortedMap<BayNumber, BayDecision> decisions = new TreeMap<>();
    boolean hasStarted = false;
    for (var one : seen.entrySet()) {
      boolean on = result.isOn().getOrDefault(one.getKey(), true);
      BayCharge before = one.getValue();
      hasStarted |= on && !before.isOn();
      BayCharge after = before.switched(on);
      next.put(one.getKey(), after);
      BayInput input = inputs.getOrDefault(one.getKey(), BayInput.EMPTY);
      decisions.put(one.getKey(), decision(after, input, hot));
    }
    List<String> problems = new ArrayList<>();
    if (result.overMilliamps() > 0) {
      problems.add(
          "charging: bays that keep their power need %d mA more than the budget of %d mA"
              .formatted(result.overMilliamps(), rules.budget().milliamps()));
    }
    ChargingPolicy policy = new ChargingPolicy(rules, next, hasStarted ? now : startedAt, hot);
    return new Step(policy, decisions, problems);
  }

  private static BayDecision decision(BayCharge bay, BayInput input, boolean hot) {
    boolean isTooHot = hot && bay.camera().isPresent();
    return new BayDecision(
        bay.isOn(),
        state(bay, isTooHot),
        percent(bay, input),
        isTooHot ? Optional.of(BayReason.TOO_HOT) : bay.fault(),
        completed(bay));
  }

  private static ChargingState state(BayCharge bay, boolean isTooHot) {
    if (bay.camera().isEmpty()) {
      return ChargingState.OFF;
    }
    if (!bay.isOn()) {
      return isTooHot || bay.retry().notBefore().compareTo(bay.seenAt()) > 0
          ? ChargingState.OFF
          : ChargingState.WAITING;
    }
    if (bay.holds(Condition.BLIND)) {
      return bay.held(Condition.BLIND, BayObserver.BLINDNESS) || !bay.progress().isFull()
          ? ChargingState.UNKNOWN
          : ChargingState.FULL;
    }
    return bay.progress().isFull() ? ChargingState.FULL : ChargingState.CHARGING;
  }

  /** What is not measured is not said: between the camera's word and full there is no guess. */
  private static OptionalInt percent(BayCharge bay, BayInput input) {
    return bay.progress().isFull() ? OptionalInt.of(FULL_PERCENT) : input.percent();
  }

  private static Optional<CompletedCharge> completed(BayCharge bay) {
    Progress progress = bay.progress();
    Optional<String> camera = bay.camera().filter(id -> !id.equals(BayInput.UNIDENTIFIED));
    boolean isNews = progress.isFull() && !progress.isTold();
    if (!isNews || camera.isEmpty() || !progress.hasCharged() || !progress.isWhole()) {
      return Optional.empty();
    }
    return Optional.of(
        new CompletedCharge(
            camera.get(),
            (int) Math.round(progress.milliwattHours()),
            progress.startPercent(),
            progress.time()));
  }
}
