package org.dockwarden.agent.eraser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;

/** What a request to the eraser needs. */
public final class TestReceipts {
  private TestReceipts() {}

  /** A receipt for a camera's file of this content. */
  public static SignedDocument receipt(
      TestPki signing, Stage stage, CameraPath path, byte[] content) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Digest digest = Digest.compute(content);
    Receipt receipt =
        new Receipt(
            stage,
            RecordingId.of(CameraId.parse("1209:0001:A"), path, content.length, digest),
            content.length,
            digest,
            300,
            digest,
            digest,
            "gateway-1",
            now,
            new Receipt.CustodyReference(0, digest),
            stage == Stage.DELIVERED
                ? Optional.of(new Receipt.Delivery("bagit", "r", digest, now))
                : Optional.empty());
    TestIdentity signer = signing.receiptSigner("gateway-1");
    return new DocumentSigner(signer.key(), List.of(signer.certificate()))
        .sign(ReceiptJson.encode(receipt), now);
  }

  /** The identity of a file as it is now. */
  public static FileIdentity identity(Path file) throws IOException {
    return new FileIdentity(
        ((Number) Files.getAttribute(file, "unix:dev")).longValue(),
        ((Number) Files.getAttribute(file, "unix:ino")).longValue(),
        Files.size(file),
        Files.getLastModifiedTime(file).toInstant());
  }
}
