package org.dockwarden.evidence.wire;

import java.util.ArrayList;
import java.util.List;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;

/** The question about many recordings, and its answer (spec/ingest-protocol.md, P-21). */
public final class RecordingQueryJson {
  /** Most recordings of one query. */
  public static final int MAX_RECORDINGS = 500;

  /** Largest question: 500 ids. */
  public static final int MAX_BYTES = 64 * 1024;

  /** Largest answer: 500 statuses with two receipts each, about 10 KiB together. */
  public static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;

  private RecordingQueryJson() {}

  public static byte[] encode(List<RecordingId> recordings) {
    return new JsonObjectBuilder()
        .putTexts("recordings", recordings.stream().map(RecordingId::hex).toList())
        .toBytes(MAX_BYTES);
  }

  public static List<RecordingId> decode(byte[] json) throws EvidenceException {
    JsonObjectReader reader = JsonObjectReader.of(StrictJson.read(json, MAX_BYTES));
    List<RecordingId> recordings = reader.texts("recordings", MAX_RECORDINGS, RecordingId::new);
    reader.finish();
    return recordings;
  }

  public static byte[] encodeAnswer(List<RecordingStatus> statuses) {
    return new JsonObjectBuilder()
        .putArray(
            "recordings",
            statuses.stream().map(status -> RecordingStatusJson.build(status).asValue()).toList())
        .toBytes(MAX_ANSWER_BYTES);
  }

  public static List<RecordingStatus> decodeAnswer(byte[] json) throws EvidenceException {
    JsonObjectReader reader = JsonObjectReader.of(StrictJson.read(json, MAX_ANSWER_BYTES));
    List<RecordingStatus> statuses = new ArrayList<>();
    for (JsonObjectReader status : reader.objects("recordings", MAX_RECORDINGS)) {
      statuses.add(RecordingStatusJson.read(status));
    }
    reader.finish();
    return statuses;
  }
}
