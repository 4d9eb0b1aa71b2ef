package org.dockwarden.evidence.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;

/** A recording status (spec/ingest-protocol.md, P-19). */
public final class RecordingStatusJson {
  /** A receipt for each stage, with signatures. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_RECEIPTS = Stage.values().length;

  private RecordingStatusJson() {}

  public static byte[] encode(RecordingStatus status) {
    return build(status).toBytes(MAX_BYTES);
  }

  public static RecordingStatus decode(byte[] json) throws EvidenceException {
    return read(JsonObjectReader.of(StrictJson.read(json, MAX_BYTES)));
  }

  static JsonObjectBuilder build(RecordingStatus status) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("recording", status.recording().hex())
            .put("state", status.state().text())
            .putArray(
                "receipts",
                status.receipts().stream()
                    .map(receipt -> SignedDocumentJson.build(receipt).asValue())
                    .toList());
    status.error().ifPresent(error -> json.put("error", error.code()));
    return json;
  }

  static RecordingStatus read(JsonObjectReader reader) throws EvidenceException {
    RecordingId recording = reader.text("recording", RecordingId::new);
    RecordingState state =
        reader.choice("state", List.of(RecordingState.values()), RecordingState::text);
    Optional<ErrorCode> error =
        reader.has("error")
            ? Optional.of(reader.choice("error", List.of(ErrorCode.values()), ErrorCode::code))
            : Optional.empty();
    List<SignedDocument> receipts = new ArrayList<>();
    for (JsonObjectReader receipt : reader.objects("receipts", MAX_RECEIPTS)) {
      receipts.add(SignedDocumentJson.read(receipt));
    }
    reader.finish();
    return new RecordingStatus(recording, state, error, receipts);
  }
}
