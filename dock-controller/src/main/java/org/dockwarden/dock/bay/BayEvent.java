package org.dockwarden.dock.bay;

import java.util.OptionalInt;

/** What can happen to a bay (spec/bay-states.md, 2). */
public sealed interface BayEvent {
  /** Something draws current, nothing has enumerated. */
  record PowerDrawn() implements BayEvent {}

  /** A device has enumerated. */
  record Plugged() implements BayEvent {}

  /** The profiles refuse the device. */
  record Refused(BayReason reason) implements BayEvent {}

  /** A profile accepts the device. */
  record Identified() implements BayEvent {}

  /** The volume is mounted and was listed, for the first time or again. */
  record Listed(FileCounts counts) implements BayEvent {}

  /** Files were sealed or released since; the listing is the same. */
  record Progressed(FileCounts counts) implements BayEvent {}

  /**
   * The camera's charge was measured, or is not known any more.
   *
   * @param percent 0 to 100; empty: not known
   */
  record ChargeMeasured(OptionalInt percent) implements BayEvent {
    public ChargeMeasured {
      if (percent.orElse(0) < 0 || percent.orElse(0) > 100) {
        throw new IllegalArgumentException("percent: " + percent + " (expected: 0 to 100)");
      }
    }

    /** It is so much. */
    public ChargeMeasured(int percent) {
      this(OptionalInt.of(percent));
    }
  }

  /** Something went wrong that needs a person, or time. */
  record Failed(BayReason reason) implements BayEvent {}

  /** A person, or the end of the cause, lets the bay try again from the start. */
  record Recovered() implements BayEvent {}

  /** Nothing is plugged in any more. */
  record Unplugged() implements BayEvent {}
}
