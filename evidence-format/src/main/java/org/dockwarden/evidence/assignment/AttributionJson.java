package org.dockwarden.evidence.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.StrictJson;

/** The attribution as canonical JSON. */
public final class AttributionJson {
  private AttributionJson() {}

  /** The one byte form of the attribution. */
  public static byte[] encode(Attribution attribution) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("format", Attribution.FORMAT)
            .put("recording", attribution.recording().hex())
            .put("number", attribution.number())
            .put("camera", attribution.camera().toString())
            .put("basis", attribution.basis().text())
            .putTexts(
                "marks", attribution.marks().stream().map(AttributionMark::text).sorted().toList())
            .putArray(
                "events",
                attribution.events().stream().map(event -> build(event).asValue()).toList())
            .put("gateway", attribution.gateway())
            .put("madeAt", attribution.madeAt());
    attribution.officer().ifPresent(officer -> json.put("officer", officer.text()));
    attribution.recordedAt().ifPresent(at -> json.put("recordedAt", at));
    return json.toBytes(Attribution.MAX_BYTES);
  }

  private static JsonObjectBuilder build(Attribution.Event event) {
    return new JsonObjectBuilder()
        .put("dock", event.dock().text())
        .put("series", event.series().toString())
        .put("sequence", event.sequence())
        .put("sha256", event.document().hex());
  }

  /** Reads an attribution; refuses all that {@link #encode} does not write. */
  public static Attribution decode(byte[] document) throws EvidenceException {
    JsonObjectReader reader =
        JsonObjectReader.of(StrictJson.readCanonical(document, Attribution.MAX_BYTES));
    reader.requireFormat(Attribution.FORMAT);
    RecordingId recording = reader.text("recording", RecordingId::new);
    long number = reader.integer("number", 0, JsonValue.MAX_INTEGER);
    CameraId camera = reader.text("camera", CameraId::parse);
    AttributionBasis basis =
        reader.choice("basis", List.of(AttributionBasis.values()), AttributionBasis::text);
    Set<AttributionMark> marks = marks(reader);
    List<Attribution.Event> events = new ArrayList<>();
    for (JsonObjectReader event : reader.objects("events", Attribution.MAX_EVENTS)) {
      events.add(event(event));
    }
    String gateway = reader.text("gateway");
    Instant madeAt = reader.instant("madeAt");
    Optional<OfficerId> officer = reader.optionalText("officer", OfficerId::new);
    Optional<Instant> recordedAt = reader.optionalInstant("recordedAt");
    reader.finish();
    return reader.make(
        () ->
            new Attribution(
                recording,
                number,
                camera,
                officer,
                basis,
                marks,
                recordedAt,
                events,
                gateway,
                madeAt));
  }

  private static Set<AttributionMark> marks(JsonObjectReader reader) throws EvidenceException {
    List<String> texts = reader.texts("marks", AttributionMark.values().length, text -> text);
    Set<AttributionMark> marks = EnumSet.noneOf(AttributionMark.class);
    for (AttributionMark mark : AttributionMark.values()) {
      if (texts.contains(mark.text())) {
        marks.add(mark);
      }
    }
    if (!marks.stream().map(AttributionMark::text).sorted().toList().equals(texts)) {
      throw new EvidenceException(
          ErrorCode.DOCUMENT_MALFORMED, "marks: (expected: known ones, sorted, each once)");
    }
    return marks;
  }

  private static Attribution.Event event(JsonObjectReader reader) throws EvidenceException {
    DockId dock = reader.text("dock", DockId::new);
    UUID series = reader.text("series", AssignmentJson::uuid);
    long sequence = reader.integer("sequence", 1, JsonValue.MAX_INTEGER);
    Digest document = reader.text("sha256", Digest::new);
    reader.finish();
    return new Attribution.Event(dock, series, sequence, document);
  }
}
