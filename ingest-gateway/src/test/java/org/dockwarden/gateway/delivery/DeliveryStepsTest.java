package org.dockwarden.gateway.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.custody.CustodyJson;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.index.Delivery;
import org.dockwarden.gateway.index.DeliveryState;
import org.dockwarden.gateway.index.SqliteIndex;
import org.dockwarden.gateway.receipt.ReceiptIssuer;
import org.dockwarden.gateway.store.PosixEvidenceStore;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;
import org.dockwarden.gateway.verify.ReadBack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a delivery that is not known to be handed over does with what the DEMS has said already. */
class DeliveryStepsTest {
  private static final Instant AT = Instant.parse("2026-11-21T21:00:00Z");

  @TempDir Path folder;
  private final FakeDems dems = new FakeDems();
  private Clip clip;
  private RecordingId id;
  private SqliteIndex index;
  private DeliverySteps steps;

  @BeforeEach
  void makePendingDelivery() throws Exception {
    X25519Identity identity = X25519Identity.generate(new SecureRandom());
    clip = Clip.of(identity.recipient(), "dock-0001", "DCIM/A.MP4", 100, 1);
    id = clip.manifest().recordingId();
    index = SqliteIndex.open(folder.resolve("gateway.db"), "gateway-1", InstantSource.system());
    TestIdentity signer = new TestPki("gateways").receiptSigner("gateway-1");
    DocumentSigner key = new DocumentSigner(signer.key(), List.of(signer.certificate()));
    steps =
        new DeliverySteps(
            dems,
            new PosixEvidenceStore(folder.resolve("store"), 0),
            new ReadBack(List.of(identity), ChunkCiphers.jdk()),
            index.recordings(),
            index.deliveries(),
            new ReceiptIssuer(key, "gateway-1", InstantSource.system()),
            _ -> Optional.empty());
    UploadId upload = new UploadId("0".repeat(32));
    index
        .uploads()
        .add(new Upload(upload, new DockId("dock-0001"), 1, 1, "", UploadState.OPEN, AT), 1);
    SignedDocument paper = key.sign(ManifestJson.encode(clip.manifest()), Instant.now());
    index.recordings().commit(upload, paper, clip.manifest());
    index.recordings().stored(id, upload);
    index.recordings().verified(id, upload);
    index.recordings().receipted(id, Stage.STORED, paper);
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private Delivery delivery() throws IOException {
    return index.deliveries().delivery(id).orElseThrow();
  }

  private void run() throws IOException {
    boolean more = true;
    while (more) {
      more = steps.step(delivery());
    }
  }

  @Test
  void handsOverWhatTheDemsHasSaidNothingAbout() throws Exception {
    run();
    assertEquals(1, dems.handedOver.size());
    assertEquals(DeliveryState.HANDED_OVER, delivery().state());
    assertEquals(Optional.of(dems.nameOf(clip.manifest())), delivery().name());
  }

  @Test
  void doesNotHandOverAgainWhatTheDemsHasAccepted() throws Exception {
    dems.said = accepted(clip.manifest().file().digest());
    run();
    assertTrue(dems.handedOver.isEmpty());
    assertEquals(DeliveryState.DELIVERED, delivery().state());
    assertEquals(
        List.of("committed stored verified receipted handed-over delivered receipted".split(" ")),
        events());
  }

  @Test
  void handsOverWhatTheDemsHasAcceptedWithAnotherDigest() throws Exception {
    dems.said = accepted(Digest.compute(new byte[1]));
    run();
    assertEquals(1, dems.handedOver.size());
    assertEquals(Optional.of(ErrorCode.ORIGINAL_DIGEST_MISMATCH), delivery().error());
  }

  @Test
  void handsOverWhatTheDemsHasRefused() throws Exception {
    dems.said = Optional.of(new Connector.Answer.Rejected("no"));
    run();
    assertEquals(1, dems.handedOver.size());
    assertEquals(Optional.of(ErrorCode.DELIVERY_REJECTED), delivery().error());
  }

  @Test
  void handsNothingOverWhileTheAnswerCannotBeRead() throws Exception {
    dems.unreadable = true;
    assertThrows(EvidenceException.class, this::run);
    assertTrue(dems.handedOver.isEmpty());
    dems.unreadable = false;
    run();
    assertFalse(dems.handedOver.isEmpty());
  }

  private Optional<Connector.Answer> accepted(Digest digest) {
    return Optional.of(new Connector.Answer.Accepted("R", digest, AT));
  }

  private List<String> events() throws IOException {
    List<String> events = new ArrayList<>();
    for (byte[] entry : index.recordings().custody(id)) {
      events.add(CustodyJson.decode(entry).event().text());
    }
    return events;
  }

  /** Counts what it gets, and says what the test wants. */
  private static final class FakeDems implements Connector {
    final List<Manifest> handedOver = new ArrayList<>();
    Optional<Answer> said = Optional.empty();
    boolean unreadable;

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public void recover() {}

    @Override
    public String nameOf(Manifest manifest) {
      return "N-" + manifest.recordingId().brief();
    }

    @Override
    public void handOver(Evidence evidence) {
      handedOver.add(evidence.manifest());
    }

    @Override
    public Optional<Answer> answer(String name) throws IOException {
      if (unreadable) {
        throw new EvidenceException(ErrorCode.DOCUMENT_MALFORMED, "answer");
      }
      return said;
    }
  }
}
