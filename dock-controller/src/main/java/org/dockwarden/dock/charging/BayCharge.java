package org.dockwarden.dock.charging;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.dock.bay.BayReason;

/**
 * What the policy remembers of a bay. Times are those of the policy, since any fixed beginning.
 *
 * @param isOn whether its port has power
 * @param switchedAt when that changed last
 * @param camera the camera that is in it as far as is known, also while its port is off
 * @param since conditions that hold, each with its beginning
 * @param progress of the charge
 * @param commitment of the budget
 * @param fault what is wrong with it by itself; heat is the dock's
 * @param retry how often it was switched off and on for a fault, and when next
 * @param seenAt time of the last step
 */
record BayCharge(
    boolean isOn,
    Duration switchedAt,
    Optional<String> camera,
    Map<Condition, Duration> since,
    Progress progress,
    int commitment,
    Optional<BayReason> fault,
    Retry retry,
    Duration seenAt) {

  /**
   * How far a charge has come.
   *
   * @param milliwattHours since it began
   * @param time under power since then, without being full
   * @param startPercent told at its beginning
   * @param hasCharged whether a charging current was seen
   * @param isWhole whether all of it was measured
   * @param isFull whether it came to its end
   * @param isTold whether its end was told
   */
  record Progress(
      double milliwattHours,
      Duration time,
      OptionalInt startPercent,
      boolean hasCharged,
      boolean isWhole,
      boolean isFull,
      boolean isTold) {
    static final Progress NONE =
        new Progress(0, Duration.ZERO, OptionalInt.empty(), false, true, false, false);

    /** Its port goes off: a full camera lives on its battery, and is measured anew (CH-10). */
    Progress stopped() {
      return isFull
          ? new Progress(
              milliwattHours, Duration.ZERO, startPercent, hasCharged, isWhole, false, true)
          : this;
    }
  }

  /**
   * Power cycles of a bay that does not work.
   *
   * @param count so far
   * @param notBefore it stays off until then
   */
  record Retry(int count, Duration notBefore) {
    static final Retry NONE = new Retry(0, Duration.ZERO);
  }

  BayCharge {
    since = Map.copyOf(since);
  }

  /** A bay at the start; its port has been as it is for long. */
  static BayCharge start(boolean isOn, int commitment, Duration now, Duration longAgo) {
    return new BayCharge(
        isOn,
        now.minus(longAgo),
        Optional.empty(),
        Map.of(),
        Progress.NONE,
        commitment,
        Optional.empty(),
        Retry.NONE,
        now);
  }

  /** Whether the condition has held for so long. */
  boolean held(Condition condition, Duration time) {
    Duration begin = since.get(condition);
    return begin != null && seenAt.minus(begin).compareTo(time) >= 0;
  }

  boolean holds(Condition condition) {
    return since.containsKey(condition);
  }

  /** How long its port has been as it is. */
  Duration age() {
    return seenAt.minus(switchedAt);
  }

  BayCharge with(Progress next) {
    return new BayCharge(isOn, switchedAt, camera, since, next, commitment, fault, retry, seenAt);
  }

  BayCharge with(Optional<BayReason> reason, Retry next) {
    return new BayCharge(
        isOn, switchedAt, camera, since, progress, commitment, reason, next, seenAt);
  }

  /** Another camera, or none: what was true of the one before is not true of it. */
  BayCharge forgotten() {
    return new BayCharge(
        isOn,
        switchedAt,
        Optional.empty(),
        Map.of(),
        Progress.NONE,
        commitment,
        Optional.empty(),
        Retry.NONE,
        seenAt);
  }

  BayCharge switched(boolean on) {
    if (on == isOn) {
      return this;
    }
    // What held under the other state of the port says nothing any more.
    Progress kept = on ? progress : progress.stopped();
    return new BayCharge(on, seenAt, camera, Map.of(), kept, commitment, fault, retry, seenAt);
  }
}
