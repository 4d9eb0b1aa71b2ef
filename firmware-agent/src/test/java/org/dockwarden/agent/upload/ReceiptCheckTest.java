package org.dockwarden.agent.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.agent.journal.ExpectedReceipt;
import org.dockwarden.agent.journal.RecordingProgress;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.SignedDocument;
import org.junit.jupiter.api.Test;

/** I2: each fact of a genuine receipt that differs alone makes it one for something else. */
final class ReceiptCheckTest {
  private static final Digest ORIGINAL = digest(1);
  private static final Digest SEALED = digest(2);
  private static final Digest MANIFEST = digest(3);
  private static final RecordingId RECORDING = new RecordingId(digest(4).hex());

  private final TestPki pki = new TestPki("receipts");
  private final ReceiptCheck check =
      new ReceiptCheck(new DocumentVerifier(Set.of(pki.certificate()), List.of()));

  private static Digest digest(int seed) {
    return Digest.compute(new byte[] {(byte) seed});
  }

  private static ExpectedReceipt expected() {
    return new ExpectedReceipt(
        RECORDING,
        RecordingProgress.COMMITTED,
        10,
        ORIGINAL,
        Optional.of(MANIFEST),
        300,
        Optional.of(SEALED));
  }

  private ErrorCode refusal(
      RecordingId recording,
      long bytes,
      Digest original,
      long sealedBytes,
      Digest sealed,
      Digest delivered)
      throws IOException {
    SignedDocument signed =
        signed(recording, bytes, original, sealedBytes, sealed, MANIFEST, delivered);
    return assertThrows(EvidenceException.class, () -> check.verify(signed, expected())).code();
  }

  private SignedDocument signed(
      RecordingId recording,
      long bytes,
      Digest original,
      long sealedBytes,
      Digest sealed,
      Digest manifest,
      Digest delivered)
      throws IOException {
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Receipt receipt =
        new Receipt(
            Stage.DELIVERED,
            recording,
            bytes,
            original,
            sealedBytes,
            sealed,
            manifest,
            "gateway-1",
            at,
            new Receipt.CustodyReference(0, ORIGINAL),
            Optional.of(new Receipt.Delivery("bagit", "r", delivered, at)));
    TestIdentity signer = pki.receiptSigner("gateway-1");
    return new DocumentSigner(signer.key(), List.of(signer.certificate()))
        .sign(ReceiptJson.encode(receipt), at);
  }

  @Test
  void takesTheOneThatSaysWhatWasSent() throws IOException {
    check.verify(signed(RECORDING, 10, ORIGINAL, 300, SEALED, MANIFEST, ORIGINAL), expected());
  }

  @Test
  void refusesAnythingThatDiffers() throws IOException {
    ErrorCode mismatch = ErrorCode.RECEIPT_MISMATCH;
    Digest other = digest(9);
    RecordingId another = new RecordingId(other.hex());
    assertEquals(mismatch, refusal(another, 10, ORIGINAL, 300, SEALED, ORIGINAL));
    assertEquals(mismatch, refusal(RECORDING, 11, ORIGINAL, 300, SEALED, ORIGINAL));
    assertEquals(mismatch, refusal(RECORDING, 10, other, 300, SEALED, ORIGINAL));
    assertEquals(mismatch, refusal(RECORDING, 10, ORIGINAL, 301, SEALED, ORIGINAL));
    assertEquals(mismatch, refusal(RECORDING, 10, ORIGINAL, 300, other, ORIGINAL));
    assertEquals(mismatch, refusal(RECORDING, 10, ORIGINAL, 300, SEALED, other));
  }

  /** P-17, R-5: another dock was first; what it sealed is not what this one did. */
  @Test
  void takesAnotherDocksReceiptForTheSameContent() throws IOException {
    Digest other = digest(9);
    check.verify(signed(RECORDING, 10, ORIGINAL, 301, other, other, ORIGINAL), expected());
  }
}
