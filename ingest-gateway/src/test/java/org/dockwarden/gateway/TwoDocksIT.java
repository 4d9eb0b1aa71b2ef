package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.gateway.admin.Metrics;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.index.CommitState;
import org.dockwarden.gateway.index.RecordingChanges;
import org.dockwarden.gateway.index.SqliteIndex;
import org.dockwarden.gateway.receipt.ReceiptIssuer;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.store.PosixEvidenceStore;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;
import org.dockwarden.gateway.verify.QuarantineAlarm;
import org.dockwarden.gateway.verify.ReadBack;
import org.dockwarden.gateway.verify.Verifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P-17: a second dock commits a recording while the first one's bytes are being read back. */
class TwoDocksIT {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch mayRead = new CountDownLatch(1);
  private final RecordingChanges changes = new RecordingChanges();
  private final Health health = new Health();
  private GatewayFolder made;
  private EvidenceStore store;
  private SqliteIndex index;
  private Verifier verifier;
  private Clip first;
  private Clip second;
  private RecordingId id;

  @BeforeEach
  void start() throws Exception {
    made = new GatewayFolder(folder);
    store = new PosixEvidenceStore(folder.resolve("store"), 0);
    index = SqliteIndex.open(folder.resolve("gateway.db"), "gateway-1", CLOCK);
    TestIdentity signer = made.gateways().receiptSigner("gateway-1");
    ReceiptIssuer receipts =
        new ReceiptIssuer(
            new DocumentSigner(signer.key(), List.of(signer.certificate())), "gateway-1", CLOCK);
    verifier =
        new Verifier(
            heldStore(),
            index.recordings(),
            changes,
            new ReadBack(List.of(made.identity()), ChunkCiphers.jdk()),
            receipts,
            health,
            new QuarantineAlarm(health, index.recordings(), new Metrics()),
            () -> {},
            2);
    first = Clip.of(made.identity().recipient(), "dock-0001", "DCIM/A.MP4", 3_000, 1);
    second = Clip.sealed(made.identity().recipient(), "dock-0002", "DCIM/A.MP4", first.original());
    id = first.manifest().recordingId();
  }

  /** The store, in which nothing can be read back before {@link #mayRead}. */
  private EvidenceStore heldStore() {
    return (EvidenceStore)
        Proxy.newProxyInstance(
            EvidenceStore.class.getClassLoader(),
            new Class<?>[] {EvidenceStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("open")) {
                reading.countDown();
                mayRead.await();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            });
  }

  @AfterEach
  void stop() throws Exception {
    mayRead.countDown();
    verifier.close();
    index.close();
  }

  private UploadId commit(int number, Clip clip, byte[] sealed) throws IOException {
    UploadId upload = new UploadId("%032x".formatted(number));
    DockId dock = clip.manifest().docking().dock();
    store.create(upload);
    try (var writer = store.append(upload, 0)) {
      writer.append(new ByteBuffer[] {ByteBuffer.wrap(sealed)});
      writer.force();
    }
    Instant expiry = CLOCK.instant().plus(Duration.ofDays(1));
    index
        .uploads()
        .add(new Upload(upload, dock, sealed.length, 0, "", UploadState.OPEN, expiry), 9);
    index.uploads().advance(upload, sealed.length, expiry);
    TestIdentity identity = made.docks().dock(dock.text());
    index
        .recordings()
        .commit(
            upload,
            new DocumentSigner(identity.key(), List.of(identity.certificate()))
                .sign(ManifestJson.encode(clip.manifest()), Instant.now()),
            clip.manifest());
    verifier.submit(id);
    return upload;
  }

  private CommitState state(UploadId upload) throws IOException {
    return index.recordings().commitOf(upload).orElseThrow().state();
  }

  private RecordingState state() throws IOException {
    return index.recordings().status(id).orElseThrow().state();
  }

  private void awaitReceipted() throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (state() != RecordingState.RECEIPTED || verifier.pending() > 0) {
      changes.ticket(id).await(Duration.ofMillis(10));
      assertTrue(Instant.now().isBefore(deadline), "state " + state());
    }
    assertEquals(1, index.recordings().status(id).orElseThrow().receipts().size());
    assertTrue(index.recordings().receipt(id, Stage.STORED).isPresent());
  }

  @Test
  void givesTheSecondTheReceiptOfTheFirstAndRemovesTheSurplus() throws Exception {
    UploadId one = commit(1, first, first.sealed());
    reading.await();
    UploadId two = commit(2, second, second.sealed());
    assertEquals(CommitState.WAITING, state(two));
    assertEquals(RecordingState.STORED, state());
    assertTrue(store.length(two).isPresent());
    mayRead.countDown();
    awaitReceipted();
    assertEquals(CommitState.ACTIVE, state(one));
    assertEquals(CommitState.SURPLUS, state(two));
    assertTrue(store.length(two).isEmpty());
    try (var held = store.open(id)) {
      assertEquals(first.sealed().length, held.readAllBytes().length);
    }
  }

  @Test
  @ExpectsLog("quarantined")
  void takesTheSecondWhenTheFirstIsQuarantined() throws Exception {
    byte[] rotten = first.sealed().clone();
    rotten[rotten.length - 1] ^= 1;
    UploadId one = commit(1, first, rotten);
    reading.await();
    UploadId two = commit(2, second, second.sealed());
    assertEquals(CommitState.WAITING, state(two));
    mayRead.countDown();
    awaitReceipted();
    assertEquals(CommitState.QUARANTINED, state(one));
    assertEquals(CommitState.ACTIVE, state(two));
    try (var held = store.open(id)) {
      assertArrayEquals(second.sealed(), held.readAllBytes());
    }
    assertTrue(health.isWell());
  }
}
