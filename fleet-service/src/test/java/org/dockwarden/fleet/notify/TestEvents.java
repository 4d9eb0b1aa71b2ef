package org.dockwarden.fleet.notify;

import java.time.Instant;
import java.util.Optional;
import org.dockwarden.fleet.alert.Alert;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Severity;
import org.dockwarden.fleet.alert.Subject;

/** Events for tests of what carries them. */
public final class TestEvents {
  public static final Instant AT = Instant.parse("2026-11-27T23:14:05.123Z");

  private TestEvents() {}

  /** A step of the alert {@code al-ID}. */
  public static AlertEvent event(String id, int number, AlertEvent.Step step, Subject subject) {
    boolean isOver = step == AlertEvent.Step.CLEARED;
    Alert alert =
        new Alert(
            "al-" + id,
            AlertKind.BAY_FAULT,
            subject,
            Severity.WARNING,
            AT.minusSeconds(600),
            AT.minusSeconds(300),
            isOver ? Optional.of(AT) : Optional.empty(),
            1,
            "no-current",
            1,
            0,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of(Severity.WARNING),
            number);
    return new AlertEvent("al-" + id + "." + number, step, AT, alert, true, "");
  }

  /** The beginning of an alert. */
  public static AlertEvent raised(String id) {
    return event(id, 1, AlertEvent.Step.RAISED, Subject.bay("force-a:north", "dock-7", "3"));
  }

  /** Its end. */
  public static AlertEvent cleared(String id) {
    return event(id, 2, AlertEvent.Step.CLEARED, Subject.bay("force-a:north", "dock-7", "3"));
  }

  /** A message of one event. */
  public static Message message(AlertEvent event) {
    return Message.of(new Notice(1, event, 0, Optional.empty()));
  }
}
