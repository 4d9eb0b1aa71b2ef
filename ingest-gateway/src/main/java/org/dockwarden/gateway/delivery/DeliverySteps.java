package org.dockwarden.gateway.delivery;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.attribution.AttributionPapers;
import org.dockwarden.gateway.index.Commit;
import org.dockwarden.gateway.index.Delivery;
import org.dockwarden.gateway.index.DeliveryIndex;
import org.dockwarden.gateway.index.Recording;
import org.dockwarden.gateway.index.RecordingIndex;
import org.dockwarden.gateway.receipt.ReceiptIssuer;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.verify.ReadBack;

/** The steps of one delivery: pending → handed over → acknowledged → delivered. */
final class DeliverySteps {
  private final Connector connector;
  private final EvidenceStore store;
  private final ReadBack readBack;
  private final RecordingIndex recordings;
  private final DeliveryIndex deliveries;
  private final ReceiptIssuer receipts;
  private final Function<RecordingId, Optional<AttributionPapers>> attributions;

  /**
   * The steps.
   *
   * @param attributions who held the camera of a recording; answers soon, and never throws
   */
  DeliverySteps(
      Connector connector,
      EvidenceStore store,
      ReadBack readBack,
      RecordingIndex recordings,
      DeliveryIndex deliveries,
      ReceiptIssuer receipts,
      Function<RecordingId, Optional<AttributionPapers>> attributions) {
    this.connector = connector;
    this.store = store;
    this.readBack = readBack;
    this.recordings = recordings;
    this.deliveries = deliveries;
    this.receipts = receipts;
    this.attributions = attributions;
  }

  /** One step; false when the delivery waits for the DEMS. */
  boolean step(Delivery delivery) throws IOException {
    return switch (delivery.state()) {
      case PENDING -> handOver(delivery);
      case HANDED_OVER -> ask(delivery);
      case ACKNOWLEDGED -> receipt(delivery);
      case DELIVERED -> false;
    };
  }

  /**
   * B-5: asks first. A DEMS may take away what it has accepted, and a crash may have forgotten that
   * it was handed over; it must not get the same twice.
   */
  private boolean handOver(Delivery delivery) throws IOException {
    RecordingId id = delivery.recording();
    Evidence evidence = evidence(id);
    String name = connector.nameOf(evidence.manifest());
    if (!isAccepted(connector.answer(name), evidence.manifest())) {
      connector.handOver(evidence);
    }
    deliveries.handedOver(id, name);
    return true;
  }

  /** only the right digest is an acknowledgement. */
  private static boolean isAccepted(Optional<Connector.Answer> answer, Manifest manifest) {
    return answer.orElse(null) instanceof Connector.Answer.Accepted accepted
        && accepted.digest().equals(manifest.file().digest());
  }

  private Evidence evidence(RecordingId id) throws IOException {
    SignedDocument paper = paper(id);
    SignedDocument receipt =
        recordings
            .receipt(id, Stage.STORED)
            .orElseThrow(() -> new IOException("recording " + id + ": no receipt"));
    Optional<AttributionPapers> attribution = attributions.apply(id); // Its custody entry, too.
    return new Evidence(
        ManifestJson.decode(paper.document()),
        paper,
        receipt,
        recordings.custody(id),
        attribution,
        () -> readBack.open(store.open(id)));
  }

  private boolean ask(Delivery delivery) throws IOException {
    String name =
        delivery
            .name()
            .orElseThrow(() -> new IOException("delivery " + delivery.recording() + ": no name"));
    Optional<Connector.Answer> answer = connector.answer(name);
    return answer.isPresent()
        && switch (answer.get()) {
          case Connector.Answer.Accepted accepted -> accept(delivery, accepted);
          case Connector.Answer.Rejected(String reason) -> reject(delivery, reason);
        };
  }

  /** only the right digest is an acknowledgement. */
  private boolean accept(Delivery delivery, Connector.Answer.Accepted accepted) throws IOException {
    RecordingId id = delivery.recording();
    Digest expected = ManifestJson.decode(paper(id).document()).file().digest();
    if (!accepted.digest().equals(expected)) {
      String detail = "sha256: " + accepted.digest() + " (expected: " + expected + ")";
      deliveries.rejected(id, ErrorCode.ORIGINAL_DIGEST_MISMATCH, detail);
      return false;
    }
    deliveries.acknowledged(id, accepted.reference(), accepted.at());
    return true;
  }

  private boolean reject(Delivery delivery, String reason) throws IOException {
    deliveries.rejected(delivery.recording(), ErrorCode.DELIVERY_REJECTED, reason);
    return false;
  }

  private boolean receipt(Delivery delivery) throws IOException {
    RecordingId id = delivery.recording();
    Delivery.Accepted accepted =
        delivery
            .acknowledgement()
            .orElseThrow(() -> new IOException("delivery " + id + ": no acknowledgement"));
    SignedDocument paper = paper(id);
    Manifest manifest = ManifestJson.decode(paper.document());
    SignedDocument receipt =
        receipts.delivered(
            manifest,
            paper.digest(),
            accepted.custody(),
            new Receipt.Delivery(
                connector.name(), accepted.reference(), manifest.file().digest(), accepted.at()));
    recordings.receipted(id, Stage.DELIVERED, receipt);
    return true;
  }

  private SignedDocument paper(RecordingId id) throws IOException {
    Recording recording =
        recordings
            .recording(id)
            .orElseThrow(() -> new IOException("recording " + id + ": unknown"));
    return recordings
        .commitOf(recording.upload())
        .map(Commit::paper)
        .orElseThrow(() -> new IOException("recording " + id + ": no commit"));
  }
}
