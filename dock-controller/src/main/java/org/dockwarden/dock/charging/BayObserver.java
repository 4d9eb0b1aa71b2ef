package org.dockwarden.dock.charging;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.charging.BayCharge.Progress;
import org.dockwarden.dock.charging.BayCharge.Retry;
import org.dockwarden.dock.charging.ChargingRules.Limits;
import org.dockwarden.dock.sensor.PowerReading;

/** What one look at a bay changes in what is remembered of it. Pure. */
final class BayObserver {
  /** A camera that is switched on needs this long to enumerate; a shorter gap is a bad contact. */
  static final Duration ABSENCE = Duration.ofSeconds(30);

  /** A device that draws current and has not enumerated by then does not. */
  static final Duration ENUMERATION = Duration.ofSeconds(30);

  /** A sensor may miss as much before nothing is known any more (CH-11). */
  static final Duration BLINDNESS = Duration.ofSeconds(10);

  /** A current counts as normal again, and a fault as gone, after this. */
  static final Duration RECOVERY = Duration.ofSeconds(60);

  /** Longest time between two looks over which energy is counted. */
  private static final Duration LONGEST_GAP = Duration.ofSeconds(10);

  /** A camera that says it is this full may be so without ever having charged here. */
  private static final int NEARLY_FULL_PERCENT = 90;

  /** Of a committed current that is not drawn any more, this much is kept at each look. */
  private static final double FADING = 0.98;

  private static final double MILLIWATT_HOUR_MICROWATT_MILLIS = 3_600_000_000.0;
  private static final int POWER_CYCLES = 3;
  private static final Duration POWER_CYCLE_OFF = Duration.ofSeconds(5);

  private final ChargingRules rules;

  BayObserver(ChargingRules rules) {
    this.rules = rules;
  }

  /** After a look; whether it has power is left as it is. */
  BayCharge look(BayCharge before, BayInput input, Duration now) {
    BayCharge sameCamera = isAnother(before, input) ? before.forgotten() : before;
    Map<Condition, Duration> since = timers(sameCamera, input, now);
    Optional<String> camera = identified(sameCamera.camera(), input.camera());
    BayCharge seen =
        new BayCharge(
            before.isOn(),
            before.switchedAt(),
            camera,
            since,
            sameCamera.progress(),
            commitment(before, input),
            sameCamera.fault(),
            sameCamera.retry(),
            now);
    if (seen.held(Condition.ABSENT, ABSENCE) && !seen.holds(Condition.MUTE)) {
      return seen.forgotten();
    }
    Progress progress = progress(seen, input, now.minus(before.seenAt()));
    return judged(seen.with(progress));
  }

  private static boolean isAnother(BayCharge before, BayInput input) {
    String now = input.camera().orElse(BayInput.UNIDENTIFIED);
    String then = before.camera().orElse(BayInput.UNIDENTIFIED);
    return !now.equals(BayInput.UNIDENTIFIED)
        && !then.equals(BayInput.UNIDENTIFIED)
        && !now.equals(then);
  }

  private static Optional<String> identified(Optional<String> before, Optional<String> now) {
    boolean isNews = now.isPresent() && !now.get().equals(BayInput.UNIDENTIFIED);
    return isNews ? now : before.or(() -> now);
  }

  private Map<Condition, Duration> timers(BayCharge before, BayInput input, Duration now) {
    Map<Condition, Duration> since = new EnumMap<>(Condition.class);
    for (Condition condition : Condition.values()) {
      if (holds(condition, before.isOn(), input)) {
        since.put(condition, before.since().getOrDefault(condition, now));
      }
    }
    return since;
  }

  private boolean holds(Condition condition, boolean isOn, BayInput input) {
    if (!isOn) {
      return false;
    }
    boolean isPresent = input.camera().isPresent();
    Optional<Integer> current = input.reading().map(PowerReading::milliamps);
    return switch (condition) {
      case OVER -> current.isPresent() && current.get() > rules.limits().overMilliamps();
      case NONE -> isPresent && current.isPresent() && current.get() < rules.limits().noMilliamps();
      case TAPER ->
          isPresent
              && current.isPresent()
              && current.get() >= rules.limits().noMilliamps()
              && current.get() <= rules.full().milliamps();
      case RISE ->
          isPresent && current.isPresent() && current.get() > rules.full().chargingMilliamps();
      case NORMAL ->
          isPresent
              && current.isPresent()
              && current.get() >= rules.limits().noMilliamps()
              && current.get() <= rules.limits().overMilliamps();
      case ABSENT -> !isPresent;
      case MUTE -> !isPresent && current.isPresent() && current.get() > rules.full().milliamps();
      case BLIND -> current.isEmpty();
    };
  }

  /**
   * What the budget keeps for the bay while it is on: the assumed current from the moment when a
   * camera arrives or is switched on until it was read, then what is drawn: up at once, down
   * slowly.
   */
  private int commitment(BayCharge before, BayInput input) {
    int assumed = rules.budget().bayMilliamps();
    boolean isEmpty = before.camera().isEmpty() && input.camera().isEmpty();
    int drawn = input.reading().map(reading -> Math.max(0, reading.milliamps())).orElse(0);
    if (before.isOn() && isEmpty) {
      return drawn; // Something that does not enumerate may draw all the same.
    }
    boolean mayRise = before.camera().isEmpty() || input.isReading();
    if (!before.isOn() || mayRise || input.reading().isEmpty()) {
      return Math.max(drawn, assumed);
    }
    boolean isFull = before.progress().isFull();
    int kept = isFull ? rules.full().milliamps() : (int) (before.commitment() * FADING);
    return Math.max(drawn, kept);
  }

  private Progress progress(BayCharge seen, BayInput input, Duration gap) {
    Progress before = seen.progress();
    if (!seen.isOn() || seen.camera().isEmpty()) {
      return before;
    }
    boolean isCounted = input.reading().isPresent() && gap.compareTo(LONGEST_GAP) <= 0;
    boolean isFull = isFull(seen, input);
    boolean isAgain = before.isFull() && !isFull; // Topped up, or not seen any more: counted anew.
    boolean isAdded = isCounted && !before.isFull();
    double energy = isAdded ? input.reading().map(now -> energy(now, gap)).orElse(0.0) : 0;
    return new Progress(
        before.milliwattHours() + energy,
        isAgain ? Duration.ZERO : isAdded ? before.time().plus(gap) : before.time(),
        before.startPercent().isPresent() ? before.startPercent() : input.percent(),
        before.hasCharged() || seen.holds(Condition.RISE),
        before.isWhole() && (isCounted || before.isFull()),
        isFull,
        before.isTold() || before.isFull());
  }

  private static double energy(PowerReading reading, Duration gap) {
    double microwatts = (double) reading.millivolts() * Math.max(0, reading.milliamps());
    return microwatts * gap.toMillis() / MILLIWATT_HOUR_MICROWATT_MILLIS;
  }

  /** Full by the taper, and by nothing else (CH-9); a rise that lasts ends it (CH-10). */
  private boolean isFull(BayCharge seen, BayInput input) {
    if (seen.held(Condition.BLIND, BLINDNESS)) {
      return false;
    }
    if (seen.progress().isFull()) {
      return !seen.held(Condition.RISE, RECOVERY);
    }
    return seen.held(Condition.TAPER, rules.full().time()) && !isUnfilled(seen, input.percent());
  }

  /** A camera that says it is not full, and has taken nothing: it does not charge. */
  private static boolean isUnfilled(BayCharge seen, OptionalInt percent) {
    return !seen.progress().hasCharged()
        && percent.isPresent()
        && percent.getAsInt() < NEARLY_FULL_PERCENT;
  }

  private BayCharge judged(BayCharge seen) {
    Limits limits = rules.limits();
    if (seen.held(Condition.OVER, limits.overTime())) {
      return failed(seen, BayReason.OVER_CURRENT, rest(seen.retry().count()));
    }
    if (seen.held(Condition.MUTE, ENUMERATION)) {
      return mute(seen);
    }
    boolean takesNothing =
        seen.held(Condition.NONE, limits.noTime())
            || seen.held(Condition.TAPER, rules.full().time().plus(limits.noTime()));
    if (takesNothing && !seen.progress().isFull()) {
      return fault(seen, BayReason.NO_CURRENT);
    }
    if (!seen.progress().isFull() && seen.progress().time().compareTo(limits.chargeTime()) > 0) {
      return fault(seen, BayReason.NEVER_FULL);
    }
    return recovered(seen);
  }

  private BayCharge recovered(BayCharge seen) {
    if (seen.fault().isEmpty()) {
      return seen;
    }
    boolean isGone =
        switch (seen.fault().get()) {
          case NEVER_FULL -> seen.progress().isFull();
          case ENUMERATION_FAILED -> seen.holds(Condition.NORMAL);
          default -> seen.held(Condition.NORMAL, RECOVERY);
        };
    return isGone ? seen.with(Optional.empty(), Retry.NONE) : seen;
  }

  /** Power cycles, then it stays on and the fault stays until it enumerates or is gone (CH-13). */
  private BayCharge mute(BayCharge seen) {
    if (seen.retry().count() >= POWER_CYCLES) {
      return fault(seen, BayReason.ENUMERATION_FAILED);
    }
    return failed(seen, BayReason.ENUMERATION_FAILED, POWER_CYCLE_OFF);
  }

  /** Doubled each time: ten minutes, twenty, at the most an hour (CH-12). */
  private Duration rest(int failures) {
    Duration rest = rules.limits().faultRest().multipliedBy(1L << Math.min(failures, 10));
    return rest.compareTo(Limits.MAX_REST) > 0 ? Limits.MAX_REST : rest;
  }

  private static BayCharge failed(BayCharge seen, BayReason reason, Duration rest) {
    int failures = seen.retry().count() + 1;
    return seen.with(Optional.of(reason), new Retry(failures, seen.seenAt().plus(rest)));
  }

  private static BayCharge fault(BayCharge seen, BayReason reason) {
    return seen.with(Optional.of(reason), seen.retry());
  }
}
