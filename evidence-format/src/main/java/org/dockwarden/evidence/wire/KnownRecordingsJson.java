package org.dockwarden.evidence.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.StrictJson;

/** What the gateway knows of a camera (spec/ingest-protocol.md, P-22). */
public final class KnownRecordingsJson {
  /** A full page of paths of the greatest length. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private KnownRecordingsJson() {}

  public static byte[] encode(KnownRecordings page) {
    return new JsonObjectBuilder()
        .put("more", page.more())
        .putArray(
            "recordings", page.recordings().stream().map(known -> build(known).asValue()).toList())
        .toBytes(MAX_BYTES);
  }

  private static JsonObjectBuilder build(KnownRecording known) {
    return new JsonObjectBuilder()
        .put("recording", known.recording().hex())
        .put("path", known.path().text())
        .put("bytes", known.originalBytes())
        .put("sha256", known.original().hex())
        .put("modified", known.modified());
  }

  public static KnownRecordings decode(byte[] json) throws EvidenceException {
    JsonObjectReader reader = JsonObjectReader.of(StrictJson.read(json, MAX_BYTES));
    List<KnownRecording> recordings = new ArrayList<>();
    for (JsonObjectReader known : reader.objects("recordings", KnownRecordings.MAX_RECORDINGS)) {
      recordings.add(read(known));
    }
    boolean more = reader.bool("more");
    reader.finish();
    return new KnownRecordings(recordings, more);
  }

  private static KnownRecording read(JsonObjectReader reader) throws EvidenceException {
    RecordingId recording = reader.text("recording", RecordingId::new);
    CameraPath path = reader.text("path", CameraPath::new);
    long bytes = reader.integer("bytes", 0, JsonValue.MAX_INTEGER);
    Digest digest = reader.text("sha256", Digest::new);
    Instant modified = reader.instant("modified");
    reader.finish();
    return new KnownRecording(recording, path, bytes, digest, modified);
  }
}
