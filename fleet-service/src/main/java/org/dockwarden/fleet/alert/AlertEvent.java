package org.dockwarden.fleet.alert;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One step of an alert.
 *
 * @param id the alert's and the step's number: the same step has the same id, always
 * @param alert as it stood after the step
 * @param told whether it is to be told; what is silenced or folded is only kept
 * @param note who did it and what they say, or why it was
 */
public record AlertEvent(String id, Step step, Instant at, Alert alert, boolean told, String note) {
  /** What happened. */
  public enum Step {
    /** It opened, or became visible after a silence or a fold. */
    RAISED,
    /** It became worse. */
    ESCALATED,
    /** It comes and goes. */
    FLAPPING,
    /** Somebody sees to it. */
    ACKNOWLEDGED,
    /** From now on it is kept and not told. */
    SILENCED,
    /** From now on its site's alert stands for it. */
    FOLDED,
    /** A site's alert ended; the docks that are left are told one by one. */
    UNFOLDED,
    /** It ended. */
    CLEARED;

    /** The form in JSON and SQL: lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the form of {@link #text}. */
    public static Optional<Step> of(String text) {
      for (Step step : values()) {
        if (step.text().equals(text)) {
          return Optional.of(step);
        }
      }
      return Optional.empty();
    }
  }

  /** Whether nothing comes after it. */
  public boolean isLast() {
    return step == Step.CLEARED || step == Step.UNFOLDED;
  }
}
