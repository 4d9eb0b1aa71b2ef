package org.dockwarden.dock.charging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.charging.ChargingRules.Budget;

/**
 * Who has power, so that the commitments stay within the budget (CH-2 to CH-7). Made for one step;
 * its result follows from its arguments alone.
 *
 * <p>First what is not up for choice: bays that are read, full, or empty have power; what a fault
 * keeps off has none. What is left goes to cameras that charge: those whose turn is not over, then
 * the lowest charge, where waiting makes up for charge.
 */
final class BudgetAllocation {
  /** A camera whose charge is not known is taken for one as low as this. */
  private static final int UNKNOWN_PERCENT = 0;

  /** So long a wait weighs as much as one percent of charge: nobody starves (CH-6). */
  private static final Duration PERCENT_OF_WAITING = Duration.ofMinutes(3);

  private final Budget budget;
  private final SortedMap<BayNumber, Boolean> isOn = new TreeMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private boolean mayStart;
  private int used;

  /**
   * What was decided.
   *
   * @param isOn for every bay
   * @param overMilliamps what the bays that keep their power need beyond the budget
   */
  record Result(SortedMap<BayNumber, Boolean> isOn, int overMilliamps) {}

  /** A bay that charges or waits. */
  private record Candidate(BayNumber bay, BayCharge charge, int turn, long weight) {}

  private BudgetAllocation(Budget budget, boolean mayStart) {
    this.budget = budget;
    this.mayStart = mayStart;
  }

  /**
   * Decides.
   *
   * @param off bays that a fault or heat keeps off
   * @param mayStart whether a bay may be switched on now (CH-3)
   */
  static Result decide(
      Budget budget,
      SortedMap<BayNumber, BayCharge> bays,
      Map<BayNumber, BayInput> inputs,
      SortedSet<BayNumber> off,
      boolean mayStart) {
    BudgetAllocation allocation = new BudgetAllocation(budget, mayStart);
    boolean hasEmpty = false;
    for (var one : bays.entrySet()) {
      BayCharge charge = one.getValue();
      if (off.contains(one.getKey())) {
        allocation.isOn.put(one.getKey(), false);
      } else if (charge.camera().isEmpty()) {
        allocation.empty(one.getKey(), charge);
        hasEmpty = true;
      } else {
        BayInput input = inputs.getOrDefault(one.getKey(), BayInput.EMPTY);
        allocation.occupied(one.getKey(), charge, input);
      }
    }
    int over = Math.max(0, allocation.used - budget.milliamps());
    // One camera at a time is plugged in, and draws before it can be seen.
    allocation.used += hasEmpty ? budget.bayMilliamps() : 0;
    allocation.share();
    return new Result(allocation.isOn, over);
  }

  private void empty(BayNumber bay, BayCharge charge) {
    isOn.put(bay, charge.isOn() || starts(charge));
    used += charge.commitment();
  }

  private void occupied(BayNumber bay, BayCharge charge, BayInput input) {
    if (charge.isOn() && (input.isReading() || charge.progress().isFull())) {
      isOn.put(bay, true);
      used += charge.commitment();
    } else {
      candidates.add(
          new Candidate(bay, charge, hasTurn(charge) ? 0 : 1, weight(charge, input.percent())));
    }
  }

  private void share() {
    candidates.sort(
        Comparator.comparingInt(Candidate::turn)
            .thenComparingLong(Candidate::weight)
            .thenComparing(Candidate::bay));
    for (Candidate candidate : candidates) {
      BayCharge charge = candidate.charge();
      int needs = charge.isOn() ? charge.commitment() : budget.bayMilliamps();
      boolean fits = used + needs <= budget.milliamps() && (charge.isOn() || isRested(charge));
      isOn.put(candidate.bay(), fits && (charge.isOn() || starts(charge)));
      // One that has to wait for its start keeps its place, or a higher one would take it.
      used += fits ? needs : 0;
    }
  }

  private boolean starts(BayCharge charge) {
    boolean starts = mayStart && isRested(charge);
    mayStart &= !starts;
    return starts;
  }

  private boolean isRested(BayCharge charge) {
    return charge.age().compareTo(budget.rest()) >= 0;
  }

  private boolean hasTurn(BayCharge charge) {
    return charge.isOn() && charge.age().compareTo(budget.turn()) < 0;
  }

  /** Lower goes first: its percent, less what it has waited for. */
  private static long weight(BayCharge charge, OptionalInt percent) {
    int told = percent.orElse(charge.progress().startPercent().orElse(UNKNOWN_PERCENT));
    Duration waited = charge.isOn() ? Duration.ZERO : charge.age();
    return told - waited.dividedBy(PERCENT_OF_WAITING);
  }
}
