package org.dockwarden.agent.display.forecast;

import java.time.Duration;

/** How long something still takes. */
public sealed interface TimeLeft {
  /** By measured rates, smoothed; whole seconds. */
  record About(Duration time) implements TimeLeft {}

  /** It will be, but nothing measured says when. */
  record Unknown(Why why) implements TimeLeft {}

  /** It is already, or it does not apply. */
  record None() implements TimeLeft {}

  /** Why a time is not known. */
  enum Why {
    /** Too little has been measured yet. */
    MEASURING,
    /** What was measured has stopped. */
    STALLED,
    /** The gateway does not answer, or nothing has been sent to it yet. */
    LINK,
    /** All is sent; when the evidence system confirms it is not up to the dock. */
    CONFIRMATION,
    /** The charge, or how fast it rises, is not measured. */
    CHARGE
  }

  static TimeLeft none() {
    return new None();
  }

  static TimeLeft unknown(Why why) {
    return new Unknown(why);
  }

  static TimeLeft about(double seconds) {
    return new About(Duration.ofSeconds(Math.round(Math.max(0, seconds))));
  }

  /** When both are over; what is unknown of either makes it unknown. */
  default TimeLeft and(TimeLeft other) {
    return switch (this) {
      case Unknown unknown -> unknown;
      case None none -> other;
      case About(Duration time) ->
          switch (other) {
            case Unknown unknown -> unknown;
            case None none -> this;
            case About(Duration others) -> new About(time.compareTo(others) > 0 ? time : others);
          };
    };
  }

  /** When the other is over too, which begins only then. */
  default TimeLeft then(TimeLeft other) {
    return this instanceof About(Duration time) && other instanceof About(Duration next)
        ? new About(time.plus(next))
        : and(other);
  }
}
