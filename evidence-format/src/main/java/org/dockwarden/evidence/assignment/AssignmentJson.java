package org.dockwarden.evidence.assignment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.manifest.DockingFacts;

/** The assignment event as canonical JSON. */
public final class AssignmentJson {
  private AssignmentJson() {}

  /** The one byte form of the event. */
  public static byte[] encode(Assignment assignment) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("format", Assignment.FORMAT)
            .put("dock", assignment.dock().text())
            .put("series", assignment.series().toString())
            .put("sequence", assignment.sequence())
            .put("camera", assignment.camera().toString())
            .put("event", assignment.event().text())
            .put("at", assignment.at())
            .put("clock", assignment.clock().text());
    assignment.officer().ifPresent(officer -> json.put("officer", officer.text()));
    assignment.how().ifPresent(how -> json.put("how", how.text()));
    assignment.bay().ifPresent(bay -> json.put("bay", bay.longValue()));
    assignment.by().ifPresent(by -> json.put("by", by));
    return json.toBytes(Assignment.MAX_BYTES);
  }

  /** Reads an event; refuses all that {@link #encode} does not write. */
  public static Assignment decode(byte[] document) throws EvidenceException {
    JsonObjectReader reader =
        JsonObjectReader.of(StrictJson.readCanonical(document, Assignment.MAX_BYTES));
    reader.requireFormat(Assignment.FORMAT);
    DockId dock = reader.text("dock", DockId::new);
    UUID series = reader.text("series", AssignmentJson::uuid);
    long sequence = reader.integer("sequence", 1, JsonValue.MAX_INTEGER);
    CameraId camera = reader.text("camera", CameraId::parse);
    AssignmentEvent event =
        reader.choice("event", List.of(AssignmentEvent.values()), AssignmentEvent::text);
    Instant at = reader.instant("at");
    DockClock clock = reader.choice("clock", List.of(DockClock.values()), DockClock::text);
    Optional<OfficerId> officer = reader.optionalText("officer", OfficerId::new);
    Optional<IssueKind> how =
        reader.has("how")
            ? Optional.of(reader.choice("how", List.of(IssueKind.values()), IssueKind::text))
            : Optional.empty();
    Optional<Integer> bay =
        reader.has("bay")
            ? Optional.of((int) reader.integer("bay", 1, DockingFacts.MAX_BAYS))
            : Optional.empty();
    Optional<String> by = reader.optionalText("by");
    reader.finish();
    return reader.make(
        () ->
            new Assignment(
                dock, series, sequence, camera, event, officer, how, bay, by, at, clock));
  }

  static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equals(text)) { // fromString takes "1-1-1-1-1" and capitals.
      throw new IllegalArgumentException("series: (expected: a lower-case UUID)");
    }
    return uuid;
  }
}
