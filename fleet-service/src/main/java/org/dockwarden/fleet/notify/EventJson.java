package org.dockwarden.fleet.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.fleet.alert.Acknowledgement;
import org.dockwarden.fleet.alert.Alert;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Severity;
import org.dockwarden.fleet.alert.Subject;

/** An event as JSON: in the outbox, and in what a webhook sends. */
public final class EventJson {
  private static final int MAX_BYTES = 64 * 1024;

  /** Our JSON has no fractions; a thousandth is finer than anything that is measured. */
  private static final double THOUSANDTHS = 1000;

  private EventJson() {}

  /** The members {@code event} and {@code alert} of {@code spec/alert-webhook.md}. */
  public static JsonObjectBuilder write(AlertEvent event) {
    return new JsonObjectBuilder()
        .put(
            "event",
            new JsonObjectBuilder()
                .put("id", event.id())
                .put("step", event.step().text())
                .put("at", event.at())
                .put("note", event.note()))
        .put("alert", alert(event.alert()));
  }

  private static JsonObjectBuilder alert(Alert alert) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("id", alert.id())
            .put("kind", alert.kind().text())
            .put("severity", alert.severity().text())
            .put("since", alert.since())
            .put("openedAt", alert.openedAt())
            .put("valueThousandths", thousandths(alert.value()))
            .put("detail", alert.detail())
            .put("docks", alert.docks())
            .put("siteDocks", alert.siteDocks())
            .put("flapping", alert.flapping())
            .put("events", alert.events());
    alert.closedAt().ifPresent(at -> json.put("closedAt", at));
    alert.foldedInto().ifPresent(id -> json.put("foldedInto", id));
    alert.told().ifPresent(severity -> json.put("told", severity.text()));
    alert
        .acknowledgement()
        .ifPresent(
            it ->
                json.put(
                    "acknowledgement",
                    new JsonObjectBuilder()
                        .put("who", it.who())
                        .put("at", it.at())
                        .put("note", it.note())));
    Subject subject = alert.subject();
    subject.group().ifPresent(it -> json.put("group", it));
    subject.dock().ifPresent(it -> json.put("dock", it));
    subject.bay().ifPresent(it -> json.put("bay", it));
    subject.camera().ifPresent(it -> json.put("camera", it));
    return json;
  }

  private static long thousandths(double value) {
    long rounded = Math.round(value * THOUSANDTHS);
    return Math.clamp(rounded, -JsonValue.MAX_INTEGER, JsonValue.MAX_INTEGER);
  }

  /** Reads what {@link #write} wrote; only what is told is in an outbox. */
  public static AlertEvent read(byte[] json) throws EvidenceException {
    JsonObjectReader root = JsonObjectReader.of(StrictJson.read(json, MAX_BYTES));
    JsonObjectReader event = root.object("event");
    JsonObjectReader alert = root.object("alert");
    return new AlertEvent(
        event.text("id"),
        event.choice("step", List.of(AlertEvent.Step.values()), AlertEvent.Step::text),
        event.instant("at"),
        readAlert(alert),
        true,
        event.text("note"));
  }

  private static Alert readAlert(JsonObjectReader alert) throws EvidenceException {
    return new Alert(
        alert.text("id"),
        alert.choice("kind", List.of(AlertKind.values()), AlertKind::text),
        new Subject(
            alert.optionalText("group"),
            alert.optionalText("dock"),
            alert.optionalText("bay"),
            alert.optionalText("camera")),
        alert.choice("severity", List.of(Severity.values()), Severity::text),
        alert.instant("since"),
        alert.instant("openedAt"),
        alert.optionalInstant("closedAt"),
        alert.integer("valueThousandths", -JsonValue.MAX_INTEGER, JsonValue.MAX_INTEGER)
            / THOUSANDTHS,
        alert.text("detail"),
        (int) alert.integer("docks", 0, Integer.MAX_VALUE),
        (int) alert.integer("siteDocks", 0, Integer.MAX_VALUE),
        alert.bool("flapping"),
        alert.optionalText("foldedInto"),
        acknowledgement(alert),
        alert.optionalText("told").flatMap(Severity::of),
        (int) alert.integer("events", 0, Integer.MAX_VALUE));
  }

  private static Optional<Acknowledgement> acknowledgement(JsonObjectReader alert)
      throws EvidenceException {
    Optional<JsonObjectReader> found = alert.optionalObject("acknowledgement");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String who = found.get().text("who");
    Instant at = found.get().instant("at");
    return Optional.of(new Acknowledgement(who, at, found.get().text("note")));
  }
}
