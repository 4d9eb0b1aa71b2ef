package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.custody.CustodyEntry;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.custody.CustodyJson;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.gateway.admin.Metrics;
import org.dockwarden.gateway.attribution.Attributor;
import org.dockwarden.gateway.commit.Commits;
import org.dockwarden.gateway.commit.PaperCheck;
import org.dockwarden.gateway.delivery.Connector;
import org.dockwarden.gateway.delivery.Deliveries;
import org.dockwarden.gateway.delivery.bagit.BagItFolder;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.index.AttributionIndex;
import org.dockwarden.gateway.index.DeliveryIndex;
import org.dockwarden.gateway.index.RecordingChanges;
import org.dockwarden.gateway.index.RecordingIndex;
import org.dockwarden.gateway.index.SqliteIndex;
import org.dockwarden.gateway.index.UploadIndex;
import org.dockwarden.gateway.intake.Body;
import org.dockwarden.gateway.intake.Intake;
import org.dockwarden.gateway.intake.IntakeLimits;
import org.dockwarden.gateway.receipt.ReceiptIssuer;
import org.dockwarden.gateway.recovery.Recovery;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.store.PosixEvidenceStore;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.Killer;
import org.dockwarden.gateway.testing.MemoryFolder;
import org.dockwarden.gateway.testing.TestDems;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.verify.ReadBack;
import org.dockwarden.gateway.verify.Verifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I5: stopped at any call of any port, a restart ends in one delivery of the right bytes. Both
 * lives are put together from the gateway's own parts, without network and TLS.
 */
class KilledAtEveryCallIT {
  private static final DockId DOCK = new DockId("dock-0001");
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final int NEVER = Integer.MAX_VALUE;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private GatewayFolder made;
  private TestIdentity dock;
  private boolean demsTakesAway;

  @BeforeEach
  void makeKeys() throws Exception {
    made = new GatewayFolder(Files.createDirectory(folder.resolve("keys")));
    dock = made.docks().dock(DOCK.text());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @ExpectsLog("killed|stopping|index")
  void endsInOneDelivery(boolean afterEffect) throws Exception {
    killAtEveryCall(afterEffect);
  }

  /** B-5: also where it accepted between the last life and the next. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @ExpectsLog("killed|stopping|index|taken away")
  void endsInOneDeliveryToADemsThatTakesAwayWhatItAccepts(boolean afterEffect) throws Exception {
    demsTakesAway = true;
    killAtEveryCall(afterEffect);
  }

  private void killAtEveryCall(boolean afterEffect) throws Exception {
    int call = 1;
    while (isKilledAt(call, afterEffect)) {
      call++;
    }
    assertTrue(call > 15, "calls: " + call);
  }

  /** False: the process ended before its n-th call. */
  private boolean isKilledAt(int call, boolean afterEffect) throws Exception {
    Path here = Files.createDirectory(folder.resolve(afterEffect + "-" + call));
    Clip clip = Clip.of(made.identity().recipient(), DOCK.text(), "DCIM/A.MP4", 3_000, call);
    Killer killer = new Killer(call, afterEffect);
    try {
      live(here, clip, killer);
    } catch (IOException e) {
      assertEquals("killed", e.getMessage());
    }
    boolean wasKilled = killer.isDead();
    acceptAll(new TestDems(here)); // While the gateway is down.
    live(here, clip, new Killer(NEVER, false));
    assertDeliveredOnce(here, clip);
    return wasKilled;
  }

  /** The life of a process, from its start until it is killed or everything is delivered. */
  private void live(Path here, Clip clip, Killer killer) throws Exception {
    EvidenceStore store =
        killer.wrap(EvidenceStore.class, new PosixEvidenceStore(here.resolve("store"), 0));
    Connector connector =
        killer.wrap(
            Connector.class,
            new BagItFolder(
                here.resolve("dems"), here.resolve("acknowledgements"), "gateway-1", CLOCK));
    TestIdentity signer = made.gateways().receiptSigner("gateway-1");
    ReceiptIssuer receipts =
        new ReceiptIssuer(
            new DocumentSigner(signer.key(), List.of(signer.certificate())), "gateway-1", CLOCK);
    ReadBack readBack = new ReadBack(List.of(made.identity()), ChunkCiphers.jdk());
    Health health = new Health();
    RecordingChanges changes = new RecordingChanges();
    Metrics metrics = new Metrics();
    try (SqliteIndex real = SqliteIndex.open(here.resolve("gateway.db"), "gateway-1", CLOCK)) {
      RecordingIndex recordings = killer.wrap(RecordingIndex.class, real.recordings());
      UploadIndex uploads = killer.wrap(UploadIndex.class, real.uploads());
      DeliveryIndex deliveries = killer.wrap(DeliveryIndex.class, real.deliveries());
      new Recovery(store, uploads, recordings, health).run();
      Attributor attributor =
          new Attributor(
              killer.wrap(AttributionIndex.class, real.attributions()),
              recordings,
              new DocumentSigner(signer.key(), List.of(signer.certificate())),
              "gateway-1",
              health,
              CLOCK);
      try (Deliveries delivering =
              new Deliveries(
                  connector,
                  store,
                  readBack,
                  recordings,
                  deliveries,
                  changes,
                  receipts,
                  attributor::papers,
                  health,
                  new HurriedClock());
          Verifier verifier =
              new Verifier(
                  store,
                  recordings,
                  changes,
                  readBack,
                  receipts,
                  health,
                  metrics,
                  delivering::wake,
                  1)) {
        verifier.resume();
        IntakeLimits limits = new IntakeLimits(10, 1 << 20, Duration.ofDays(1));
        Intake intake = new Intake(store, uploads, limits, metrics, CLOCK);
        Commits commits =
            new Commits(intake, store, recordings, check(), verifier::submit, metrics);
        RecordingId id = clip.manifest().recordingId();
        if (recordings.status(id).isEmpty()) {
          send(intake, commits, clip);
        }
        while (!killer.isDead() && stateOf(real, id) != RecordingState.DELIVERED) {
          acceptAll(new TestDems(here));
          delivering.wake();
          try (RecordingChanges.Ticket ticket = changes.ticket(id)) {
            ticket.await(LOOK);
          }
        }
      }
    }
  }

  private PaperCheck check() {
    return new PaperCheck(
        () -> new DocumentVerifier(Set.of(made.docks().certificate()), List.of()),
        Set.of(made.identity().recipient().toString()),
        CLOCK);
  }

  private void send(Intake intake, Commits commits, Clip clip) throws IOException {
    SignedDocument paper =
        new DocumentSigner(dock.key(), List.of(dock.certificate()))
            .sign(ManifestJson.encode(clip.manifest()), Instant.now());
    Upload upload = intake.create(DOCK, clip.sealed().length, "");
    intake.append(DOCK, upload.id(), 0, Optional.empty(), new OneBody(clip.sealed()));
    commits.commit(DOCK, upload.id(), paper);
  }

  private void acceptAll(TestDems dems) throws IOException {
    for (String bag : dems.bags()) {
      if (demsTakesAway) {
        dems.take(bag);
      } else {
        dems.accept(bag);
      }
    }
  }

  private static RecordingState stateOf(SqliteIndex index, RecordingId id) throws IOException {
    return index.recordings().status(id).orElseThrow().state();
  }

  private void assertDeliveredOnce(Path here, Clip clip) throws IOException {
    TestDems dems = new TestDems(here);
    List<Path> bags = new ArrayList<>(dems.takenBags());
    dems.bags().forEach(name -> bags.add(dems.bag(name)));
    assertEquals(1, bags.size(), bags.toString());
    assertArrayEquals(clip.original(), TestDems.payload(bags.getFirst()));
    assertCustody(here, clip.manifest().recordingId());
    try (Stream<Path> quarantined = Files.list(here.resolve("store/quarantine"))) {
      assertEquals(0, quarantined.count());
    }
  }

  private static void assertCustody(Path here, RecordingId id) throws IOException {
    try (SqliteIndex index = SqliteIndex.open(here.resolve("gateway.db"), "gateway-1", CLOCK)) {
      for (CustodyEvent once :
          List.of(CustodyEvent.COMMITTED, CustodyEvent.VERIFIED, CustodyEvent.DELIVERED)) {
        int count = 0;
        for (byte[] entry : index.recordings().custody(id)) {
          CustodyEntry decoded = CustodyJson.decode(entry);
          count += decoded.event() == once ? 1 : 0;
        }
        assertEquals(1, count, once.text());
      }
    }
  }

  /** Every look is an hour after the one before: what is to be looked at later is due at once. */
  private static final class HurriedClock implements InstantSource {
    private static final Duration STEP = Duration.ofHours(1);
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public Instant instant() {
      return Instant.now().plus(STEP.multipliedBy(looks.incrementAndGet()));
    }
  }

  /** A body that is all there. */
  private static final class OneBody implements Body {
    private final byte[] bytes;
    private boolean taken;

    OneBody(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long announcedBytes() {
      return bytes.length;
    }

    @Override
    public Optional<Pieces> next() {
      if (taken) {
        return Optional.empty();
      }
      taken = true;
      return Optional.of(
          new Pieces() {
            @Override
            public ByteBuffer[] buffers() {
              return new ByteBuffer[] {ByteBuffer.wrap(bytes)};
            }

            @Override
            public void close() {}
          });
    }

    @Override
    public void abandon() {}
  }
}
