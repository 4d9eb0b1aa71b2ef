package org.dockwarden.agent.upload;

import java.util.Optional;
import org.dockwarden.agent.journal.ExpectedReceipt;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.SignedDocument;

/**
 * Verifies receipts (evidence format section 5). The signature is judged by the time at which the
 * receipt was issued, so that a receipt does not go stale while a camera lies in a drawer.
 */
public final class ReceiptCheck {
  private final DocumentVerifier verifier;

  public ReceiptCheck(DocumentVerifier verifier) {
    this.verifier = verifier;
  }

  /** The receipt, if its signature holds and it says what was expected. */
  public Receipt verify(SignedDocument signed, ExpectedReceipt expected) throws EvidenceException {
    Receipt receipt = ReceiptJson.decode(signed.document());
    verifier.verify(signed, receipt.issuedAt());
    require("recording", receipt.recording(), expected.id());
    require("original bytes", receipt.originalBytes(), expected.originalBytes());
    require("original digest", receipt.original(), expected.original());
    if (expected.manifest().equals(Optional.of(receipt.manifest()))) {
      require("sealed bytes", receipt.sealedBytes(), expected.sealedBytes());
      require("sealed digest", Optional.of(receipt.sealed()), expected.sealed());
    }
    // Another manifest: another dock was first (P-17); R-5 lets its receipt count for the content.
    if (receipt.delivery().isPresent()) {
      require("delivered digest", receipt.delivery().get().original(), expected.original());
    }
    return receipt;
  }

  private static void require(String what, Object found, Object expected) throws EvidenceException {
    if (!found.equals(expected)) {
      throw new EvidenceException(
          ErrorCode.RECEIPT_MISMATCH, what + ": " + found + " (expected: " + expected + ")");
    }
  }
}
