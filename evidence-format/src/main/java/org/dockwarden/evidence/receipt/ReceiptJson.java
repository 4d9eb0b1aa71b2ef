package org.dockwarden.evidence.receipt;

import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;
import org.dockwarden.evidence.receipt.Receipt.Delivery;

/** The receipt as canonical JSON (spec/evidence-format.md, R-1 and R-2). */
public final class ReceiptJson {
  private ReceiptJson() {}

  /** The one byte form of the receipt. */
  public static byte[] encode(Receipt receipt) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("format", Receipt.FORMAT)
            .put("stage", receipt.stage().text())
            .put("recording", receipt.recording().hex())
            .put(
                "original",
                new JsonObjectBuilder()
                    .put("bytes", receipt.originalBytes())
                    .put("sha256", receipt.original().hex()))
            .put(
                "sealed",
                new JsonObjectBuilder()
                    .put("bytes", receipt.sealedBytes())
                    .put("segmentsSha256", receipt.sealed().hex()))
            .put("manifestSha256", receipt.manifest().hex())
            .put("gateway", receipt.gateway())
            .put("issuedAt", receipt.issuedAt())
            .put(
                "custody",
                new JsonObjectBuilder()
                    .put("index", receipt.custody().index())
                    .put("leaf", receipt.custody().leaf().hex()));
    receipt.delivery().ifPresent(delivery -> json.put("delivery", delivery(delivery)));
    return json.toBytes(Receipt.MAX_BYTES);
  }

  private static JsonObjectBuilder delivery(Delivery delivery) {
    return new JsonObjectBuilder()
        .put("connector", delivery.connector())
        .put("reference", delivery.reference())
        .put("sha256", delivery.original().hex())
        .put("acknowledgedAt", delivery.acknowledgedAt());
  }

  /** Reads a receipt; refuses all that {@link #encode} does not write. */
  public static Receipt decode(byte[] document) throws EvidenceException {
    JsonObjectReader reader =
        JsonObjectReader.of(StrictJson.readCanonical(document, Receipt.MAX_BYTES));
    reader.requireFormat(Receipt.FORMAT);
    Stage stage = reader.choice("stage", List.of(Stage.values()), Stage::text);
    RecordingId recording = reader.text("recording", RecordingId::new);
    Content original = Content.read(reader.object("original"), "sha256", 0);
    Content sealed = Content.read(reader.object("sealed"), "segmentsSha256", 1);
    Digest manifest = reader.text("manifestSha256", Digest::new);
    String gateway = reader.text("gateway");
    var issuedAt = reader.instant("issuedAt");
    CustodyReference custody = custody(reader.object("custody"));
    Optional<Delivery> delivery =
        reader.has("delivery")
            ? Optional.of(delivery(reader.object("delivery")))
            : Optional.empty();
    reader.finish();
    return reader.make(
        () ->
            new Receipt(
                stage,
                recording,
                original.bytes,
                original.digest,
                sealed.bytes,
                sealed.digest,
                manifest,
                gateway,
                issuedAt,
                custody,
                delivery));
  }

  private static CustodyReference custody(JsonObjectReader reader) throws EvidenceException {
    long index = reader.integer("index", 0, JsonValue.MAX_INTEGER);
    Digest leaf = reader.text("leaf", Digest::new);
    reader.finish();
    return reader.make(() -> new CustodyReference(index, leaf));
  }

  private static Delivery delivery(JsonObjectReader reader) throws EvidenceException {
    String connector = reader.text("connector");
    String reference = reader.text("reference");
    Digest original = reader.text("sha256", Digest::new);
    var acknowledgedAt = reader.instant("acknowledgedAt");
    reader.finish();
    return reader.make(() -> new Delivery(connector, reference, original, acknowledgedAt));
  }

  /** A length and a digest. */
  private record Content(long bytes, Digest digest) {
    static Content read(JsonObjectReader reader, String digestName, long minBytes)
        throws EvidenceException {
      long bytes = reader.integer("bytes", minBytes, JsonValue.MAX_INTEGER);
      Digest digest = reader.text(digestName, Digest::new);
      reader.finish();
      return new Content(bytes, digest);
    }
  }
}
