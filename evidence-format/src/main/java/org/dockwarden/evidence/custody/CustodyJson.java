package org.dockwarden.evidence.custody;

import java.util.List;
import java.util.SortedMap;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.StrictJson;

/** A custody entry as canonical JSON (spec/evidence-format.md, C-1 and C-3). */
public final class CustodyJson {
  private CustodyJson() {}

  /** The one byte form of the entry; it holds no newline (C-5). */
  public static byte[] encode(CustodyEntry entry) {
    JsonObjectBuilder facts = new JsonObjectBuilder();
    entry.facts().forEach(facts::put);
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("format", CustodyEntry.FORMAT)
            .put("index", entry.index())
            .put("recording", entry.recording().hex())
            .put("event", entry.event().text())
            .put("at", entry.at())
            .put("gateway", entry.gateway())
            .put("facts", facts);
    entry.previous().ifPresent(leaf -> json.put("previous", leaf.hex()));
    entry.previousOfRecording().ifPresent(leaf -> json.put("previousOfRecording", leaf.hex()));
    return json.toBytes(CustodyEntry.MAX_BYTES);
  }

  /** Reads an entry; refuses all that {@link #encode} does not write. */
  public static CustodyEntry decode(byte[] document) throws EvidenceException {
    JsonObjectReader reader =
        JsonObjectReader.of(StrictJson.readCanonical(document, CustodyEntry.MAX_BYTES));
    reader.requireFormat(CustodyEntry.FORMAT);
    long index = reader.integer("index", 0, JsonValue.MAX_INTEGER);
    var previous = reader.optionalText("previous", Digest::new);
    RecordingId recording = reader.text("recording", RecordingId::new);
    var previousOfRecording = reader.optionalText("previousOfRecording", Digest::new);
    CustodyEvent event = reader.choice("event", List.of(CustodyEvent.values()), CustodyEvent::text);
    var at = reader.instant("at");
    String gateway = reader.text("gateway");
    SortedMap<String, String> facts = reader.object("facts").remainingTexts();
    reader.finish();
    return reader.make(
        () ->
            new CustodyEntry(
                index, previous, recording, previousOfRecording, event, at, gateway, facts));
  }
}
