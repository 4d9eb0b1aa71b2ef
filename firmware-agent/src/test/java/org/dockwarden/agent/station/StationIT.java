package org.dockwarden.agent.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dockwarden.agent.eraser.EraseAnswer;
import org.dockwarden.agent.eraser.EraseRequest;
import org.dockwarden.agent.journal.DockingJournal;
import org.dockwarden.agent.journal.ExpectedReceipt;
import org.dockwarden.agent.journal.QueuedRecording;
import org.dockwarden.agent.journal.ReceiptJournal;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.journal.RecordingProgress;
import org.dockwarden.agent.journal.SqliteJournal;
import org.dockwarden.agent.offload.ManifestMaker;
import org.dockwarden.agent.offload.Offload;
import org.dockwarden.agent.release.Erasure;
import org.dockwarden.agent.release.Releaser;
import org.dockwarden.agent.spool.PosixSpoolDisk;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.upload.BandwidthLimit;
import org.dockwarden.agent.upload.BandwidthSchedule;
import org.dockwarden.agent.upload.GatewayClient;
import org.dockwarden.agent.upload.GatewayWatch;
import org.dockwarden.agent.upload.HttpCaller;
import org.dockwarden.agent.upload.TusClient;
import org.dockwarden.agent.upload.Uploader;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.camera.CameraProfile;
import org.dockwarden.dock.camera.CameraProfiles;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.age.Sealer;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.age.X25519Recipient;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bays that are to lose their power: CH-8. What they hold must be let go of first. */
final class StationIT {
  private static final BayNumber ONE = new BayNumber(1);
  private static final URI NO_GATEWAY = URI.create("http://127.0.0.1:1");
  private static final Occupant CAMERA =
      new Occupant("c1", "1-1.1", new CameraDescriptor("1209", "0001", "BW-1", "Cam", Set.of(8)));
  private static final SignedDocument RECEIPT = new SignedDocument(new byte[] {1}, new byte[] {2});
  private static final CameraProfile PROFILE =
      new CameraProfile(
          "test-camera",
          List.of(new CameraProfile.DeviceMatch("1209", "0001")),
          List.of(),
          Set.of(8),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ZERO);

  @TempDir private Path folder = Path.of("");

  private final CountDownLatch erasing = new CountDownLatch(1);
  private final CountDownLatch mayErase = new CountDownLatch(1);
  private final List<String> told = new ArrayList<>();
  private volatile Duration ahead = Duration.ZERO;
  private VolumeDock dock;
  private SqliteJournal journal;
  private RecordingJournal recordings;
  private ReceiptJournal receipts;
  private HttpCaller http;
  private Station station;

  @SuppressWarnings("NullAway.Init") // setUp() runs before every test.
  StationIT() {}

  @BeforeEach
  void setUp() throws IOException {
    Path camera = Files.createDirectories(folder.resolve("camera"));
    Files.write(camera.resolve("one.mp4"), new byte[1000]);
    dock = new VolumeDock(ONE, camera);
    journal = SqliteJournal.open(folder.resolve("agent.db"));
    recordings = new RecordingJournal(journal, this::now);
    receipts = new ReceiptJournal(journal, this::now);
    http = HttpCaller.plain();
    station = new Station(crew());
    station.listen(
        new DockingListener() {
          @Override
          public void arrived(BayNumber bay, CameraId camera) {
            tell("arrived");
          }

          @Override
          public void left(BayNumber bay, CameraId camera) {
            tell("left");
          }
        });
    station.start();
  }

  @AfterEach
  void tearDown() throws IOException {
    mayErase.countDown();
    station.close();
    http.close();
    journal.close();
  }

  private Instant now() {
    return Instant.now().plus(ahead);
  }

  private void tell(String what) {
    synchronized (told) {
      told.add(what);
    }
  }

  private List<String> told() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  private Crew crew() throws IOException {
    DockingJournal dockings = new DockingJournal(journal);
    Spool spool = Spool.open(folder.resolve("spool"), 1 << 30, 0, new PosixSpoolDisk());
    GatewayClient gateway = new GatewayClient(http, NO_GATEWAY);
    Uploader uploader =
        new Uploader(
            new TusClient(http, GatewayClient.uploads(NO_GATEWAY)),
            gateway,
            recordings,
            spool,
            new BandwidthLimit(BandwidthSchedule.UNLIMITED, this::now, System::nanoTime),
            new GatewayWatch(this::now),
            new SecureRandom(),
            () -> {});
    X25519Recipient recipient = X25519Identity.generate(new SecureRandom()).recipient();
    TestIdentity identity = new TestPki("test").dock("dock-0001");
    ManifestMaker manifests =
        new ManifestMaker(
            new DockId("dock-0001"),
            "test",
            List.of(recipient.toString()),
            new DocumentSigner(identity.key(), List.of(identity.certificate())),
            this::now,
            () -> DockClock.UNSYNCHRONISED);
    Sealer sealer = Sealer.to(List.of(recipient), ChunkCiphers.jdk());
    return new Crew(
        dock,
        CameraProfiles.of(List.of(PROFILE)),
        dockings,
        new Offload(dockings, recordings, gateway, sealer, spool, uploader, manifests, this::now),
        new Releaser(this::erase, receipts, recordings, spool, Stage.DELIVERED, Duration.ZERO),
        Optional.empty(),
        this::now);
  }

  /** An eraser that takes its time. */
  private Erasure erase(EraseRequest request) throws IOException, InterruptedException {
    erasing.countDown();
    mayErase.await();
    List<EraseAnswer> answers = new ArrayList<>();
    for (EraseRequest.Item item : request.files()) {
      Files.delete(folder.resolve("camera").resolve(item.path().text()));
      answers.add(new EraseAnswer(item.path(), EraseAnswer.Result.ERASED, Optional.empty(), ""));
    }
    return new Erasure(answers, Optional.empty());
  }

  private BayState state() {
    return station.bays().getFirst().bay().state();
  }

  private void await(BooleanSupplier what) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!what.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, () -> station.bays().toString());
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** What is sealed gets its receipt, as if a gateway had taken it. */
  private void receive() throws IOException {
    for (QueuedRecording recording : recordings.queue(100)) {
      recordings.progress(recording.id(), RecordingProgress.COMMITTED);
    }
    for (ExpectedReceipt expected : receipts.awaiting(Stage.DELIVERED, Optional.empty(), 100)) {
      receipts.keep(expected.id(), Stage.DELIVERED, RECEIPT);
    }
    station.wake();
  }

  private static Occupant pluggedIn(String connection) {
    return new Occupant(connection, "1-1.1", CAMERA.descriptor());
  }

  private void awaitSafe() throws InterruptedException {
    dock.occupy(CAMERA);
    await(() -> state() == BayState.SAFE);
  }

  @Test
  @ExpectsLog("bay 1 enumeration-failed: slow")
  void aBayWhoseHelperWasSlowIsTriedAgainWithoutAHand() throws Exception {
    dock.silent(1);
    dock.occupy(CAMERA);
    await(() -> state() == BayState.FAULT);
    await(() -> state() == BayState.SAFE);
  }

  @Test
  void aCameraThatIsPulledWhileItIsMountedIsNoFault() throws Exception {
    for (IOException failure :
        List.of(
            new IOException("No such device"), new BayException(BayReason.MOUNT_FAILED, "gone"))) {
      dock.pullAtMount(failure);
      dock.occupy(pluggedIn("c-" + failure.getMessage()));
      await(dock::isPulled);
      awaitRounds();
      assertEquals(BayState.EMPTY, state());
    }
    awaitSafe();
  }

  @Test
  void aBayWhoseFileIsErasedKeepsItsPower() throws Exception {
    awaitSafe();
    receive();
    erasing.await();
    assertTrue(station.isReading(ONE));
    assertFalse(station.rest(ONE));
    assertFalse(station.rest(ONE)); // However often it is asked.
    assertTrue(station.isReading(ONE));
    assertEquals(1, dock.attached());
    mayErase.countDown();
    await(this::isAtRest);
    assertEquals(0, dock.attached());
    assertFalse(Files.exists(folder.resolve("camera/one.mp4")));
  }

  private boolean isAtRest() {
    try {
      return station.rest(ONE);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aBayThatWaitsMayLoseItsPower() throws Exception {
    awaitSafe();
    await(() -> !station.isReading(ONE));
    assertTrue(station.rest(ONE));
    assertEquals(0, dock.attached());
    // It is seen until its power goes, and is not mounted again, not even where it enumerates anew.
    awaitRounds();
    dock.occupy(new Occupant("c2", "1-1.1", CAMERA.descriptor()));
    awaitRounds();
    assertEquals(1, dock.attachments());
  }

  /** An eraser that the session gave up works on, and the kernel does not unmount. */
  @Test
  @ExpectsLog("bay 1: not let go of: in use")
  void aVolumeThatIsStillInUseKeepsItsPowerAndShows() throws Exception {
    awaitSafe();
    dock.inUse(true);
    assertFalse(station.rest(ONE));
    assertEquals(List.of("bay 1: keeps its power: in use"), station.degradations());
    assertFalse(station.isReading(ONE));
    dock.inUse(false);
    await(this::isAtRest);
    assertEquals(List.of(), station.degradations());
  }

  @Test
  @ExpectsLog("bay 1: not let go of: in use")
  void aBayThatKeepsItsPowerAfterAllIsServedAgainThoughItsVolumeWasInUse() throws Exception {
    awaitSafe();
    dock.inUse(true);
    assertFalse(station.rest(ONE));
    station.resume(ONE);
    await(() -> dock.attachments() == 2 && state() == BayState.SAFE);
    assertEquals(List.of(), station.degradations());
    dock.inUse(false);
  }

  /** I7, and a scan that fails empties no bay. */
  @Test
  @ExpectsLog("scan: |bay 1: light ")
  void everythingThatFailsShowsUntilItDoesNot() throws Exception {
    dock.plugElsewhere(new Occupant("x", "1-1.7", CAMERA.descriptor()));
    awaitSafe();
    assertEquals(List.of("device at 1-1.7, which is no bay"), station.degradations());
    dock.broken(true);
    station.find(ONE, Duration.ofMinutes(1)); // So that the light has something to show.
    await(() -> station.degradations().size() == 4);
    assertEquals(
        List.of(
            "hub 1-1: not there",
            "scan: java.io.IOException: blind",
            "bay 1: light: dark",
            "device at 1-1.7, which is no bay"),
        station.degradations());
    assertEquals(BayState.SAFE, state());
    dock.broken(false);
    await(() -> station.degradations().size() == 1);
  }

  /** Its port has no power, so nobody sees it; that is not leaving. */
  @Test
  void aCameraThatRestsHasNotLeftUntilItDoesNotReturn() throws Exception {
    awaitSafe();
    assertTrue(station.rest(ONE));
    dock.vacate();
    awaitRounds();
    assertEquals(BayState.SAFE, state());
    station.resume(ONE);
    awaitRounds();
    assertEquals(BayState.SAFE, state());
    dock.occupy(new Occupant("c2", "1-1.1", CAMERA.descriptor()));
    await(() -> dock.attachments() == 2 && state() == BayState.SAFE);
    assertEquals(List.of("arrived"), told());

    assertTrue(station.rest(ONE));
    dock.vacate();
    station.resume(ONE);
    ahead = Duration.ofSeconds(31);
    await(() -> state() == BayState.EMPTY);
    await(() -> told().equals(List.of("arrived", "left")));
  }

  private void awaitRounds() throws InterruptedException {
    long rounds = station.rounds() + 2;
    await(() -> station.rounds() > rounds);
  }
}
