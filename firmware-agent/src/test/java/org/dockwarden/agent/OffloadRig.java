package org.dockwarden.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dockwarden.agent.journal.Docking;
import org.dockwarden.agent.journal.DockingJournal;
import org.dockwarden.agent.journal.ExpectedReceipt;
import org.dockwarden.agent.journal.QueuedRecording;
import org.dockwarden.agent.journal.ReceiptJournal;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.journal.RecordingProgress;
import org.dockwarden.agent.journal.SqliteJournal;
import org.dockwarden.agent.journal.Transactions;
import org.dockwarden.agent.offload.DockedCamera;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.agent.offload.ManifestMaker;
import org.dockwarden.agent.offload.Offload;
import org.dockwarden.agent.offload.Stay;
import org.dockwarden.agent.release.EraserPort;
import org.dockwarden.agent.release.Gathering;
import org.dockwarden.agent.release.Releaser;
import org.dockwarden.agent.spool.PosixSpoolDisk;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.spool.SpoolDisk;
import org.dockwarden.agent.upload.BandwidthLimit;
import org.dockwarden.agent.upload.BandwidthSchedule;
import org.dockwarden.agent.upload.GatewayClient;
import org.dockwarden.agent.upload.GatewayWatch;
import org.dockwarden.agent.upload.HttpCaller;
import org.dockwarden.agent.upload.TusClient;
import org.dockwarden.agent.upload.Uploader;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.camera.CameraProfile;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.volume.FolderVolume;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.age.Sealer;
import org.dockwarden.evidence.age.X25519Recipient;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;

/** The offload of one camera on one thread, over a disk and a journal that may fail. */
final class OffloadRig implements AutoCloseable {
  /** Nobody listens there (RFC 6335, port 1 needs privileges): the dock works without a gateway. */
  private static final URI NO_GATEWAY = URI.create("http://127.0.0.1:1");

  /** Nobody here looks at what a receipt says. */
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

  final DockingJournal dockings;
  final RecordingJournal recordings;
  private final ReceiptJournal receipts;
  private final Spool spool;
  private final Path folder;
  private final SqliteJournal journal;
  private final HttpCaller http;
  private final Offload offload;
  private final InstantSource clock;

  private OffloadRig(
      Path folder,
      SqliteJournal journal,
      Transactions transactions,
      SpoolDisk disk,
      ManifestMaker manifests,
      X25519Recipient recipient,
      InstantSource clock)
      throws IOException {
    this.folder = folder;
    this.journal = journal;
    this.clock = clock;
    this.dockings = new DockingJournal(transactions);
    this.recordings = new RecordingJournal(transactions, clock);
    dockings.endAll(clock.instant());
    this.receipts = new ReceiptJournal(transactions, clock);
    this.spool = Spool.open(folder.resolve("spool"), 1 << 30, 0, disk);
    Agent.setUnknownObjectsAside(spool, recordings);
    this.http = HttpCaller.plain();
    GatewayClient gateway = new GatewayClient(http, NO_GATEWAY);
    Uploader uploader =
        new Uploader(
            new TusClient(http, GatewayClient.uploads(NO_GATEWAY)),
            gateway,
            recordings,
            spool,
            new BandwidthLimit(BandwidthSchedule.UNLIMITED, clock, System::nanoTime),
            new GatewayWatch(clock),
            new SecureRandom(),
            () -> {});
    Sealer sealer = Sealer.to(List.of(recipient), ChunkCiphers.jdk());
    this.offload =
        new Offload(dockings, recordings, gateway, sealer, spool, uploader, manifests, clock);
  }

  static OffloadRig open(
      Path folder,
      FaultCount disk,
      FaultCount journalFaults,
      TestIdentity dock,
      X25519Recipient recipient)
      throws IOException {
    return open(folder, disk, journalFaults, dock, recipient, InstantSource.system());
  }

  static OffloadRig open(
      Path folder,
      FaultCount disk,
      FaultCount journalFaults,
      TestIdentity dock,
      X25519Recipient recipient,
      InstantSource clock)
      throws IOException {
    ManifestMaker manifests =
        new ManifestMaker(
            new DockId("dock-0001"),
            "test",
            List.of(recipient.toString()),
            new DocumentSigner(dock.key(), List.of(dock.certificate())),
            clock,
            () -> DockClock.UNSYNCHRONISED);
    SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"));
    try {
      Transactions transactions = new FaultyTransactions(journal, journalFaults);
      return new OffloadRig(
          folder, journal, transactions, new FaultyDisk(disk), manifests, recipient, clock);
    } catch (IOException e) {
      journal.close();
      throw e;
    }
  }

  /** What follows in a session once all is sealed. */
  @FunctionalInterface
  interface Rest {
    void run(DockedCamera camera) throws IOException, InterruptedException;
  }

  /** A docking from its begin to its end; whether nothing failed. */
  boolean session() throws InterruptedException {
    return sessionWith(_ -> {});
  }

  /** A docking in which a gateway takes what is sealed and an eraser erases it. */
  boolean session(EraserPort eraser) throws InterruptedException {
    return sessionWith(
        camera -> {
          for (QueuedRecording recording : recordings.queue(100)) {
            recordings.progress(recording.id(), RecordingProgress.COMMITTED);
          }
          for (ExpectedReceipt expected :
              receipts.awaiting(Stage.DELIVERED, Optional.empty(), 100)) {
            receipts.keep(expected.id(), Stage.DELIVERED, RECEIPT);
          }
          Releaser releaser =
              new Releaser(eraser, receipts, recordings, spool, Stage.DELIVERED, Duration.ZERO);
          Gathering gathering = new Gathering(System::nanoTime);
          int released = 1;
          while (released > 0) {
            released =
                releaser.release(camera.docking().id(), camera.volume().root(), true, gathering);
          }
          releaser.sweepSpool();
        });
  }

  private boolean sessionWith(Rest rest) throws InterruptedException {
    Path root = folder.resolve("camera");
    try (CameraVolume volume = FolderVolume.open(root, "connection")) {
      DockedCamera camera = camera(volume);
      try {
        offload.list(camera);
        offload.run(camera);
        rest.run(camera);
        return true;
      } finally {
        dockings.end(camera.docking().id(), clock.instant());
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** A docking has begun. */
  DockedCamera camera(CameraVolume volume) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Docking docking =
        new Docking(
            UUID.randomUUID(),
            CameraId.parse("1209:0001:BW-1"),
            PROFILE.name(),
            Optional.empty(),
            new BayNumber(1),
            "connection",
            now,
            Optional.empty());
    dockings.begin(docking);
    return new DockedCamera(docking, volume, PROFILE, new PatientStay());
  }

  Offload offload() {
    return offload;
  }

  @Override
  public void close() throws IOException {
    http.close();
    journal.close();
  }

  /** A camera that stays, where no time passes. */
  private static final class PatientStay implements Stay {
    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public boolean isHere() {
      return true;
    }

    @Override
    public void await(Duration time) {}

    @Override
    public void heldBy(Optional<ErrorCode> reason) {}

    @Override
    public void leaves(Leftovers leftovers) {}

    @Override
    public void read(long bytes) {}

    @Override
    public void progressed() {}
  }

  /** Every transaction is a call of the port. */
  private record FaultyTransactions(Transactions sound, FaultCount faults) implements Transactions {
    @Override
    public <T> T write(Work<T> work) throws IOException {
      return coded(() -> sound.write(work));
    }

    @Override
    public <T> T read(Work<T> work) throws IOException {
      return coded(() -> sound.read(work));
    }

    @Override
    public long writes() {
      return sound.writes();
    }

    private <T> T coded(FaultCount.Call<T> call) throws IOException {
      try {
        return faults.run(call);
      } catch (EvidenceException e) {
        throw e;
      } catch (IOException e) {
        throw new EvidenceException(ErrorCode.JOURNAL_FAILED, String.valueOf(e.getMessage()), e);
      }
    }
  }

  /** Every method of the port is a call. */
  private static final class FaultyDisk implements SpoolDisk {
    private final SpoolDisk sound = new PosixSpoolDisk();
    private final FaultCount faults;

    FaultyDisk(FaultCount faults) {
      this.faults = faults;
    }

    private void run(Step step) throws IOException {
      faults.run(
          () -> {
            step.run();
            return true;
          });
    }

    /** A call without a value. */
    @FunctionalInterface
    private interface Step {
      void run() throws IOException;
    }

    @Override
    public FileChannel create(Path file) throws IOException {
      return faults.run(() -> sound.create(file));
    }

    @Override
    public void write(FileChannel file, ByteBuffer bytes) throws IOException {
      run(() -> sound.write(file, bytes));
    }

    @Override
    public void force(FileChannel file) throws IOException {
      run(() -> sound.force(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      run(() -> sound.rename(from, to));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
      run(() -> sound.forceFolder(folder));
    }

    @Override
    public void delete(Path file) throws IOException {
      run(() -> sound.delete(file));
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
      return faults.run(() -> sound.list(folder));
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
      return faults.run(() -> sound.usableBytes(folder));
    }
  }
}
