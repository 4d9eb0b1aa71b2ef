package org.dockwarden.dock.bay;

import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.dock.bay.BayEvent.ChargeMeasured;
import org.dockwarden.dock.bay.BayEvent.Failed;
import org.dockwarden.dock.bay.BayEvent.Identified;
import org.dockwarden.dock.bay.BayEvent.Listed;
import org.dockwarden.dock.bay.BayEvent.Plugged;
import org.dockwarden.dock.bay.BayEvent.PowerDrawn;
import org.dockwarden.dock.bay.BayEvent.Progressed;
import org.dockwarden.dock.bay.BayEvent.Recovered;
import org.dockwarden.dock.bay.BayEvent.Refused;
import org.dockwarden.dock.bay.BayEvent.Unplugged;
import org.dockwarden.dock.bay.BayTransition.Illegal;
import org.dockwarden.dock.bay.BayTransition.Moved;

/**
 * A bay as a state machine (spec/bay-states.md). A value: {@link #on} gives the bay after an event.
 * No value of this class claims more than its counts and its charge show: {@code SAFE} has
 * everything sealed, {@code CLEARED} and {@code READY} have everything released, {@code READY} is
 * charged as the rule asks.
 *
 * @param number printed beside it
 * @param rule when a cleared camera is ready; empty where the dock cannot measure charge, and then
 *     no bay is ever ready
 * @param state what it is doing
 * @param reason why it is refused or in fault; empty in every other state
 * @param counts how far the files have come; none before the camera was listed
 * @param chargePercent last measured charge of what is plugged in
 */
public record Bay(
    BayNumber number,
    Optional<ChargeRule> rule,
    BayState state,
    Optional<BayReason> reason,
    FileCounts counts,
    Optional<Integer> chargePercent) {
  public Bay {
    boolean needsReason = state == BayState.REFUSED || state == BayState.FAULT;
    if (needsReason != reason.isPresent()) {
      throw new IllegalArgumentException("reason: " + reason + " in state " + state);
    }
    boolean holds =
        switch (state) {
          case EMPTY -> counts.equals(FileCounts.NONE) && chargePercent.isEmpty();
          case POWERED, REFUSED, IDENTIFIED -> counts.equals(FileCounts.NONE);
          case OFFLOADING -> !counts.isAllSealed();
          case SAFE -> counts.isAllSealed() && !counts.isAllReleased();
          case CLEARED -> counts.isAllReleased() && !isCharged(rule, chargePercent);
          case READY -> counts.isAllReleased() && isCharged(rule, chargePercent);
          case FAULT -> true;
        };
    if (!holds) {
      throw new IllegalArgumentException(
          "bay %s: %s with %s, charge %s".formatted(number, state, counts, chargePercent));
    }
  }

  /** A bay with nothing in it. */
  public static Bay empty(BayNumber number, Optional<ChargeRule> rule) {
    return new Bay(
        number, rule, BayState.EMPTY, Optional.empty(), FileCounts.NONE, Optional.empty());
  }

  /** The light that follows from the state, and from nothing else. */
  public LightPattern light() {
    return switch (state) {
      case EMPTY -> LightPattern.OFF;
      case POWERED, IDENTIFIED, OFFLOADING -> LightPattern.WORKING;
      case REFUSED -> LightPattern.REFUSED;
      // Cleared is not yet ready: the footage is safe, the charge is low or unknown.
      case SAFE, CLEARED -> LightPattern.SAFE;
      case READY -> LightPattern.READY;
      case FAULT -> LightPattern.FAULT;
    };
  }

  /** The bay after an event. */
  public BayTransition on(BayEvent event) {
    return switch (event) {
      case Unplugged() -> new Moved(empty(number, rule));
      case PowerDrawn() -> state == BayState.EMPTY ? to(BayState.POWERED) : illegal(event);
      case Plugged() ->
          state == BayState.EMPTY || state == BayState.POWERED
              ? to(BayState.POWERED)
              : illegal(event);
      case Refused(BayReason why) ->
          state == BayState.POWERED ? to(BayState.REFUSED, why) : illegal(event);
      case Identified() -> state == BayState.POWERED ? to(BayState.IDENTIFIED) : illegal(event);
      case Listed(FileCounts files) -> isAccepted() ? with(files) : illegal(event);
      case Progressed(FileCounts files) ->
          isListed() && files.continues(counts) ? with(files) : illegal(event);
      case ChargeMeasured(OptionalInt percent) ->
          state == BayState.EMPTY ? illegal(event) : withCharge(percent);
      case Failed(BayReason why) -> failed(event, why);
      case Recovered() -> state == BayState.FAULT ? restarted() : illegal(event);
    };
  }

  /** Whether a profile has accepted what is plugged in, and nothing has failed since. */
  private boolean isAccepted() {
    return state == BayState.IDENTIFIED || isListed();
  }

  private boolean isListed() {
    return switch (state) {
      case OFFLOADING, SAFE, CLEARED, READY -> true;
      case EMPTY, POWERED, REFUSED, IDENTIFIED, FAULT -> false;
    };
  }

  private BayTransition failed(BayEvent event, BayReason why) {
    return switch (state) {
      case EMPTY, REFUSED -> illegal(event);
      // The first reason is the cause, the later ones are what follows from it.
      case FAULT -> new Moved(this);
      case POWERED, IDENTIFIED, OFFLOADING, SAFE, CLEARED, READY -> to(BayState.FAULT, why);
    };
  }

  /** Judged and listed again: what was true before the fault need not be true now. */
  private BayTransition restarted() {
    return moved(BayState.POWERED, Optional.empty(), FileCounts.NONE, chargePercent);
  }

  private BayTransition with(FileCounts files) {
    return moved(stateOf(files, chargePercent), Optional.empty(), files, chargePercent);
  }

  private BayTransition withCharge(OptionalInt percent) {
    Optional<Integer> charge =
        percent.isPresent() ? Optional.of(percent.getAsInt()) : Optional.empty();
    boolean matters = state == BayState.CLEARED || state == BayState.READY;
    return moved(matters ? stateOf(counts, charge) : state, reason, counts, charge);
  }

  private BayState stateOf(FileCounts files, Optional<Integer> charge) {
    if (!files.isAllSealed()) {
      return BayState.OFFLOADING;
    }
    if (!files.isAllReleased()) {
      return BayState.SAFE;
    }
    return isCharged(rule, charge) ? BayState.READY : BayState.CLEARED;
  }

  private static boolean isCharged(Optional<ChargeRule> rule, Optional<Integer> charge) {
    return rule.isPresent() && charge.isPresent() && charge.get() >= rule.get().issuePercent();
  }

  private BayTransition to(BayState next) {
    return moved(next, Optional.empty(), counts, chargePercent);
  }

  private BayTransition to(BayState next, BayReason why) {
    return moved(next, Optional.of(why), counts, chargePercent);
  }

  private BayTransition moved(
      BayState next, Optional<BayReason> why, FileCounts files, Optional<Integer> charge) {
    return new Moved(new Bay(number, rule, next, why, files, charge));
  }

  private BayTransition illegal(BayEvent event) {
    return new Illegal(
        this, event, "bay %s: %s (expected: not in state %s)".formatted(number, event, state));
  }
}
