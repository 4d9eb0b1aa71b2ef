package org.dockwarden.gateway.receipt;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;
import org.dockwarden.evidence.receipt.Receipt.Delivery;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;

/** Signs receipts with the gateway's receipt key. */
public final class ReceiptIssuer {
  private final DocumentSigner signer;
  private final String gateway;
  private final InstantSource clock;

  public ReceiptIssuer(DocumentSigner signer, String gateway, InstantSource clock) {
    this.signer = signer;
    this.gateway = gateway;
    this.clock = clock;
  }

  /** call only after the store was read back and equals the manifest. */
  public SignedDocument stored(Manifest manifest, Digest paper, CustodyReference verified) {
    return issue(Stage.STORED, manifest, paper, verified, Optional.empty());
  }

  /** call only after the DEMS has acknowledged with the original's digest. */
  public SignedDocument delivered(
      Manifest manifest, Digest paper, CustodyReference delivered, Delivery delivery) {
    return issue(Stage.DELIVERED, manifest, paper, delivered, Optional.of(delivery));
  }

  private SignedDocument issue(
      Stage stage,
      Manifest manifest,
      Digest paper,
      CustodyReference custody,
      Optional<Delivery> delivery) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Receipt receipt =
        new Receipt(
            stage,
            manifest.recordingId(),
            manifest.file().bytes(),
            manifest.file().digest(),
            manifest.sealed().bytes(),
            manifest.sealed().digest(),
            paper,
            gateway,
            now,
            custody,
            delivery);
    return signer.sign(ReceiptJson.encode(receipt), now);
  }
}
