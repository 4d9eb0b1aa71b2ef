package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.manifest.SealedObject;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.evidence.wire.ProblemJson;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that lie, are forged, or come twice (P-14 to P-18). */
class BadPapersIT {
  private static final String DOCK = "dock-0001";

  @TempDir Path folder;
  private GatewayFolder made;
  private Gateway gateway;
  private TestDock dock;
  private Clip clip;

  @BeforeEach
  void start() throws Exception {
    made = new GatewayFolder(folder);
    gateway = made.start();
    dock = dock(DOCK);
    clip = Clip.of(made.identity().recipient(), DOCK, "DCIM/A.MP4", 70_000, 1);
  }

  @AfterEach
  void stop() {
    dock.close();
    gateway.close();
  }

  private TestDock dock(String name) {
    return new TestDock(made.docks().dock(name), made.gateways().certificate(), gateway.address());
  }

  @Test
  @ExpectsLog("quarantined: sealed-digest-mismatch")
  void quarantinesSealedBytesOfAnotherDigest() throws Exception {
    byte[] rotten = sendRotten();
    assertArrayEquals(rotten, quarantinedBytes());
  }

  private byte[] sendRotten() throws Exception {
    byte[] rotten = clip.sealed().clone();
    rotten[rotten.length - 1] ^= 1;
    String upload = dock.upload(rotten);
    TestDock.expect(202, dock.commit(upload, dock.sign(clip)));
    assertQuarantined(clip.manifest(), ErrorCode.SEALED_DIGEST_MISMATCH);
    return rotten;
  }

  @Test
  @ExpectsLog("quarantined: original-digest-mismatch")
  void quarantinesAnOriginalOfAnotherDigest() throws Exception {
    assertQuarantined(
        withFile(clip.original().length, Digest.compute(new byte[1])),
        ErrorCode.ORIGINAL_DIGEST_MISMATCH);
  }

  @Test
  @ExpectsLog("quarantined: original-length-mismatch")
  void quarantinesAnOriginalOfAnotherLength() throws Exception {
    assertQuarantined(
        withFile(clip.original().length + 1L, clip.manifest().file().digest()),
        ErrorCode.ORIGINAL_LENGTH_MISMATCH);
  }

  @Test
  @ExpectsLog("quarantined: sealed-length-mismatch")
  void quarantinesAtOnceWhatHasAnotherSealedLength() throws Exception {
    SealedObject sealed = clip.manifest().sealed();
    Manifest lie =
        withSealed(
            new SealedObject(
                sealed.bytes() + 1, sealed.segmentBytes(), sealed.digest(), sealed.recipients()));
    String upload = dock.upload(clip.sealed());
    SignedDocument paper = dock.sign(ManifestJson.encode(lie));
    assertProblem(ErrorCode.SEALED_LENGTH_MISMATCH, dock.commit(upload, paper));
    assertProblem(ErrorCode.SEALED_LENGTH_MISMATCH, dock.commit(upload, paper));
    assertArrayEquals(clip.sealed(), quarantinedBytes());
  }

  @Test
  void takesTheSameManifestWithAnotherCertificatesSignatureForTheSameCommit() throws Exception {
    String upload = dock.upload(clip.sealed());
    SignedDocument first = dock.sign(clip);
    TestDock.expect(202, dock.commit(upload, first));
    try (TestDock renewed = dock(DOCK)) {
      SignedDocument again = renewed.sign(clip);
      assertFalse(Arrays.equals(first.signature(), again.signature()));
      TestDock.expect(202, renewed.commit(upload, again));
      renewed.await(clip.manifest().recordingId(), RecordingState.RECEIPTED);
    }
  }

  @Test
  @ExpectsLog("quarantined: signature-invalid")
  void quarantinesAtOnceWhatHasAForgedSignature() throws Exception {
    String upload = dock.upload(clip.sealed());
    SignedDocument other = dock.sign(ManifestJson.encode(withFile(1, Digest.compute(new byte[1]))));
    SignedDocument forged =
        new SignedDocument(ManifestJson.encode(clip.manifest()), other.signature());
    assertProblem(ErrorCode.SIGNATURE_INVALID, dock.commit(upload, forged));
    assertArrayEquals(clip.sealed(), quarantinedBytes());
  }

  @Test
  void refusesTheManifestOfAnotherDock() throws Exception {
    Clip others = Clip.of(made.identity().recipient(), "dock-0002", "DCIM/A.MP4", 100, 1);
    String upload = dock.upload(others.sealed());
    assertProblem(ErrorCode.MANIFEST_DOCK_MISMATCH, dock.commit(upload, dock.sign(others)));
    assertEquals(others.sealed().length, dock.offset(upload));
  }

  @Test
  void refusesACommitBeforeTheLastByte() throws Exception {
    String upload = dock.create(clip.sealed().length);
    assertProblem(ErrorCode.UPLOAD_INCOMPLETE, dock.commit(upload, dock.sign(clip)));
  }

  @Test
  void answersTheSameCommitAlikeAndRefusesAnother() throws Exception {
    String upload = dock.upload(clip.sealed());
    SignedDocument paper = dock.sign(clip);
    TestDock.expect(202, dock.commit(upload, paper));
    dock.await(clip.manifest().recordingId(), RecordingState.RECEIPTED);
    TestDock.expect(202, dock.commit(upload, paper));
    Manifest other = withFile(1, Digest.compute(new byte[1]));
    assertProblem(
        ErrorCode.UPLOAD_COMMITTED, dock.commit(upload, dock.sign(ManifestJson.encode(other))));
  }

  @Test
  void answersWithTheReceiptWhatAnotherDockHasSentAlready() throws Exception {
    dock.sendUntil(clip, RecordingState.RECEIPTED);
    Clip again =
        Clip.sealed(made.identity().recipient(), "dock-0002", "DCIM/A.MP4", clip.original());
    try (TestDock second = dock("dock-0002")) {
      String upload = second.upload(again.sealed());
      TestDock.expect(202, second.commit(upload, second.sign(again)));
      RecordingStatus status = second.status(again.manifest().recordingId());
      assertEquals(1, status.receipts().size());
    }
    assertTrue(quarantined().isEmpty());
  }

  @Test
  @ExpectsLog("quarantined: sealed-digest-mismatch")
  void letsAnHonestDockFollowOneWhoseBytesWereRotten() throws Exception {
    sendRotten();
    Clip again =
        Clip.sealed(made.identity().recipient(), "dock-0002", "DCIM/A.MP4", clip.original());
    try (TestDock second = dock("dock-0002")) {
      second.sendUntil(again, RecordingState.RECEIPTED);
    }
  }

  private Manifest withFile(long bytes, Digest digest) {
    OriginalFile file = clip.manifest().file();
    return new Manifest(
        new OriginalFile(
            file.path(),
            file.kind(),
            bytes,
            digest,
            file.modified(),
            Optional.empty(),
            Optional.empty(),
            file.marks()),
        clip.manifest().sealed(),
        clip.manifest().camera(),
        clip.manifest().docking());
  }

  private Manifest withSealed(SealedObject sealed) {
    return new Manifest(
        clip.manifest().file(), sealed, clip.manifest().camera(), clip.manifest().docking());
  }

  private void assertQuarantined(Manifest manifest, ErrorCode code) throws Exception {
    if (!manifest.equals(clip.manifest())) {
      String upload = dock.upload(clip.sealed());
      TestDock.expect(202, dock.commit(upload, dock.sign(ManifestJson.encode(manifest))));
    }
    RecordingStatus status = dock.await(manifest.recordingId(), RecordingState.QUARANTINED);
    assertEquals(Optional.of(code), status.error());
    while (quarantined().isEmpty()) {
      dock.status(manifest.recordingId()); // The entry is visible before the bytes have moved.
    }
  }

  private java.util.List<Path> quarantined() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("store/quarantine"))) {
      return files.filter(file -> file.toString().endsWith(".age")).toList();
    }
  }

  private byte[] quarantinedBytes() throws Exception {
    return Files.readAllBytes(quarantined().getFirst());
  }

  private static void assertProblem(ErrorCode code, HttpResponse<byte[]> response)
      throws Exception {
    assertEquals(code.httpStatus(), response.statusCode());
    assertEquals(code, ProblemJson.decode(response.body()).code());
  }
}
