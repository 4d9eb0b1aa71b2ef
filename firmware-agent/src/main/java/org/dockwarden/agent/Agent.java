package org.dockwarden.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.dockwarden.agent.charging.BatteryLedger;
import org.dockwarden.agent.charging.Charger;
import org.dockwarden.agent.charging.StationSide;
import org.dockwarden.agent.clock.KernelClock;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.agent.configuration.ChargingSettings;
import org.dockwarden.agent.configuration.HealthSettings;
import org.dockwarden.agent.configuration.IssueSettings;
import org.dockwarden.agent.configuration.KeyFiles;
import org.dockwarden.agent.configuration.ProfileToml;
import org.dockwarden.agent.health.HealthNode;
import org.dockwarden.agent.health.HealthNodes;
import org.dockwarden.agent.health.NodeSettings;
import org.dockwarden.agent.health.board.BoardProbe;
import org.dockwarden.agent.health.outbox.Outbox;
import org.dockwarden.agent.issue.IssueDesk;
import org.dockwarden.agent.journal.AssignmentJournal;
import org.dockwarden.agent.journal.Backlog;
import org.dockwarden.agent.journal.ChargeJournal;
import org.dockwarden.agent.journal.DockingJournal;
import org.dockwarden.agent.journal.FileReport;
import org.dockwarden.agent.journal.ReceiptJournal;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.memory.Heap;
import org.dockwarden.agent.memory.Tidying;
import org.dockwarden.agent.offload.ManifestMaker;
import org.dockwarden.agent.offload.Offload;
import org.dockwarden.agent.release.Releaser;
import org.dockwarden.agent.spool.PosixSpoolDisk;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.station.Crew;
import org.dockwarden.agent.station.Station;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.agent.upload.BandwidthLimit;
import org.dockwarden.agent.upload.GatewayClient;
import org.dockwarden.agent.upload.GatewayWatch;
import org.dockwarden.agent.upload.HttpCaller;
import org.dockwarden.agent.upload.PaperRenewal;
import org.dockwarden.agent.upload.ReceiptCheck;
import org.dockwarden.agent.upload.ReceiptPoller;
import org.dockwarden.agent.upload.TlsIdentity;
import org.dockwarden.agent.upload.TusClient;
import org.dockwarden.agent.upload.UploadOrders;
import org.dockwarden.agent.upload.Uploader;
import org.dockwarden.agent.watchdog.Watched;
import org.dockwarden.dock.camera.CameraProfiles;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.evidence.age.ChunkCipher;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.age.Sealer;
import org.dockwarden.evidence.age.X25519Recipient;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.Pem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of the agent, put together and running. */
final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final int MAX_REPORTED = 100_000;
  private static final String BD_SEQ_COUNTER = "bdSeq";

  private final AgentSettings settings;
  private final InstantSource clock;
  private final TlsIdentity identity;
  private final JournalFile journal;
  private final DockingJournal dockings;
  private final RecordingJournal recordings;
  private final Spool spool;
  private final GatewayWatch watch;
  private final BandwidthLimit limit;
  private final UploadOrders orders;
  private final KernelClock kernelClock = new KernelClock();
  private final ChunkCipher cipher;
  private final Releaser releaser;
  private final Station station;
  private final Optional<Charger> charger;
  private final Optional<IssueDesk> desk;
  private volatile Optional<HealthNode> health = Optional.empty();
  private volatile Runnable restart = () -> LOG.warn("restart: nobody would start it again");
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** With a dock whose bays nobody charges. */
  Agent(AgentSettings settings, DockHardware hardware, InstantSource clock)
      throws IOException, SettingsException {
    this(settings, Board.unmeasured(hardware), clock);
  }

  /** Opens everything and starts. The hardware belongs to the agent from here on. */
  @SuppressWarnings("ThisEscapedInObjectConstruction") // Callbacks run after start() only.
  Agent(AgentSettings settings, Board board, InstantSource clock)
      throws IOException, SettingsException {
    this.settings = settings;
    this.clock = clock;
    parts.push(board.devices());
    parts.push(board.hardware());
    parts.push(board.supply());
    this.journal = JournalFile.open(settings.journal(), clock);
    parts.push(journal);
    this.recordings = new RecordingJournal(journal.journal(), clock);
    this.dockings = new DockingJournal(journal.journal());
    ReceiptJournal receipts = new ReceiptJournal(journal.journal(), clock);
    dockings.endAll(clock.instant());
    this.spool = spool(settings.spool());
    setUnknownObjectsAside(spool, recordings);
    this.identity = TlsIdentity.read(settings.gateway().certificate(), settings.gateway().key());
    HttpCaller http = caller(identity, settings.gateway().trust());
    parts.push(http);
    GatewayClient gateway = new GatewayClient(http, settings.gateway().url());
    TusClient tus = new TusClient(http, GatewayClient.uploads(settings.gateway().url()));
    this.watch = new GatewayWatch(clock);
    this.limit = new BandwidthLimit(settings.upload().schedule(), clock, System::nanoTime);
    this.orders = UploadOrders.open(beside("upload-orders.json"), limit, clock);
    this.releaser = releaser(settings, receipts, recordings, spool);
    Stage stage = settings.release().stage();
    ReceiptCheck check = receiptCheck(settings.receiptTrust());
    ReceiptPoller poller =
        new ReceiptPoller(gateway, recordings, receipts, check, stage, watch, this::receiptsCame);
    DocumentSigner signer = new DocumentSigner(identity.key(), identity.chain());
    new PaperRenewal(recordings, signer, clock).run();
    SecureRandom random = new SecureRandom();
    Uploader uploader =
        new Uploader(tus, gateway, recordings, spool, limit, watch, random, poller::wake);

    this.cipher = ChunkCiphers.fastest();
    LOG.info("sealing with {}", cipher);
    List<X25519Recipient> recipients =
        X25519Recipient.parseFile(Files.readString(settings.recipients()));
    ManifestMaker manifests = manifests(settings.dock().id(), recipients, signer, clock);
    Sealer sealer = Sealer.to(recipients, cipher);
    Offload offload =
        new Offload(dockings, recordings, gateway, sealer, spool, uploader, manifests, clock);
    CameraProfiles profiles = ProfileToml.readAll(settings.profiles());
    this.station =
        new Station(
            new Crew(
                board.hardware(),
                profiles,
                dockings,
                offload,
                releaser,
                settings.charging().map(ChargingSettings::issue),
                clock));
    this.desk =
        settings.issue().isPresent()
            ? Optional.of(desk(settings.issue().get(), signer, gateway))
            : Optional.empty();
    start(poller, uploader);
    this.charger = settings.charging().map(charging -> charger(charging, board));
    this.charger.ifPresent(this::start);
    this.health =
        settings.health().isPresent()
            ? Optional.of(tell(settings.health().get(), board))
            : Optional.empty();
  }

  private Charger charger(ChargingSettings charging, Board board) {
    return new Charger(
        charging.rules(),
        board.hardware().bays(),
        board.supply(),
        new StationSide(station),
        new BatteryLedger(new ChargeJournal(journal.journal()), clock),
        System::nanoTime);
  }

  private void start(Charger one) {
    parts.push(one);
    one.start();
  }

  private IssueDesk desk(IssueSettings issue, DocumentSigner signer, GatewayClient gateway)
      throws IOException {
    AssignmentJournal assignments = new AssignmentJournal(journal.journal());
    return Desks.open(
        settings, issue, station, assignments, signer, kernelClock::state, clock, gateway, watch);
  }

  private Path beside(String name) {
    return settings.journal().toAbsolutePath().resolveSibling(name);
  }

  private static Spool spool(AgentSettings.Spool to) throws IOException {
    return Spool.open(to.folder(), to.quota(), to.reserve(), new PosixSpoolDisk());
  }

  private static HttpCaller caller(TlsIdentity identity, Path trust) throws IOException {
    return HttpCaller.secured(identity.bulkContext(Pem.certificates(Files.readString(trust))));
  }

  private static ReceiptCheck receiptCheck(Path trust) throws IOException {
    return new ReceiptCheck(
        new DocumentVerifier(new HashSet<>(Pem.certificates(Files.readString(trust))), List.of()));
  }

  private static Releaser releaser(
      AgentSettings settings, ReceiptJournal receipts, RecordingJournal recordings, Spool spool) {
    AgentSettings.Release release = settings.release();
    return new Releaser(
        Docks.eraser(settings), receipts, recordings, spool, release.stage(), release.hold());
  }

  private ManifestMaker manifests(
      DockId dock, List<X25519Recipient> recipients, DocumentSigner signer, InstantSource clock) {
    return new ManifestMaker(
        dock,
        Software.nameAndVersion(),
        recipients.stream().map(X25519Recipient::toString).toList(),
        signer,
        clock,
        kernelClock::state);
  }

  /** What takes work starts before what makes it. */
  private void start(ReceiptPoller poller, Uploader uploader) throws IOException {
    releaser.sweepSpool();
    parts.push(poller);
    poller.start();
    parts.push(uploader);
    uploader.start(settings.upload().parallel());
    if (desk.isPresent()) {
      parts.push(desk.get());
      desk.get().start();
    }
    parts.push(station);
    station.start();
    Tidying tidying = new Tidying(this::movedBytes, Heap::grow, Heap::shrink, System::nanoTime);
    parts.push(tidying);
    tidying.start();
  }

  /** Another number than before as long as something is read, sent, or taken away. */
  private long movedBytes() {
    return limit.takenBytes() + station.bays().stream().mapToLong(BayStatus::readBytes).sum();
  }

  private HealthNode tell(HealthSettings to, Board board) throws IOException {
    SSLContext context =
        TlsIdentity.read(to.certificate(), to.key())
            .context(Pem.certificates(Files.readString(to.trust())));
    NodeSettings node =
        new NodeSettings(
            to.brokers(),
            to.group(),
            settings.dock().id().text(),
            to.primaryHost(),
            to.startSpread(),
            to.commands(),
            Optional.of(context.getSocketFactory()));
    BoardProbe probe =
        new BoardProbe(
            Path.of("/"),
            settings.spool().folder(),
            board.supply().thermometer(),
            Optional.of(identity.chain().getFirst().getNotAfter().toInstant()),
            clock.instant(),
            System::nanoTime);
    AgentFacts facts = new AgentFacts(probe, dockings, new ChargeJournal(journal.journal()), desk);
    SupportBundle bundle =
        new SupportBundle(
            beside("support"), settings.folder().resolve("agent.toml"), this::status, clock);
    HealthNode teller =
        HealthNodes.of(
            node,
            this::status,
            facts,
            Outbox.open(to.folder(), to.outbox()),
            new AgentControls(station, charger, orders, bundle, () -> restart.run()),
            () -> recordings.count(BD_SEQ_COUNTER));
    parts.push(teller);
    teller.start();
    return teller;
  }

  /** What a command to restart does: it has to return soon, and the agent to end after that. */
  void onRestart(Runnable action) {
    restart = action;
  }

  /** What no journal fact explains is kept: it may be all that another journal led to. */
  static void setUnknownObjectsAside(Spool spool, RecordingJournal recordings) throws IOException {
    for (UUID object : spool.objects()) {
      if (recordings.knows(object)) {
        continue;
      }
      if (spool.holds(object)) {
        LOG.error("object {}: not in the journal, set aside", object);
        spool.setAside(object);
      } else {
        spool.delete(object); // A part: its file key died with the process that made it.
      }
    }
  }

  private void receiptsCame() {
    station.wake();
    try {
      releaser.sweepSpool();
    } catch (IOException e) {
      LOG.error("spool: {}", e.getMessage(), e);
    }
  }

  AgentStatus status() throws IOException {
    List<String> degradations = new ArrayList<>(station.degradations());
    charger.map(Charger::degradations).ifPresent(degradations::addAll);
    journal.corruption().ifPresent(degradations::add);
    if (cipher.isFallback()) {
      degradations.add("sealing with the slow fallback " + cipher.name());
    }
    degradations.addAll(KeyFiles.open(settings.keys()));
    identity.expiry(clock.instant()).ifPresent(degradations::add);
    if (desk.isPresent()) {
      degradations.addAll(desk.get().degradations());
    }
    watch.health().error().ifPresent(error -> degradations.add("gateway: " + error));
    health.map(HealthNode::problems).ifPresent(degradations::addAll);
    releaser.trouble().ifPresent(what -> degradations.add("eraser: " + what));
    orders.trouble().ifPresent(degradations::add);
    limit.pausedUntil().ifPresent(end -> degradations.add("uploads are paused until " + end));
    Spool.Usage usage = spool.usage();
    if (usage.asideObjects() > 0) {
      degradations.add(usage.asideObjects() + " sealed objects set aside");
    }
    Backlog backlog = recordings.backlog(settings.release().stage());
    stopped(backlog.quarantined(), "quarantined").ifPresent(degradations::add);
    stopped(backlog.failed(), "failed").ifPresent(degradations::add);
    for (var bay : station.bays()) {
      bay.heldBy()
          .ifPresent(
              code -> degradations.add("bay " + bay.bay().number() + " waits: " + code.code()));
      if (bay.leftovers().entries() > 0) {
        degradations.add("bay " + bay.bay().number() + ": " + bay.leftovers());
      }
      bay.bay()
          .reason()
          .ifPresent(
              reason -> degradations.add("bay " + bay.bay().number() + ": " + reason.code()));
    }
    return new AgentStatus(
        settings.dock().id(),
        Software.nameAndVersion(),
        station.bays(),
        usage,
        backlog,
        limit.takenBytes(),
        watch.health(),
        kernelClock.state(),
        cipher.name(),
        cipher.isFallback(),
        degradations);
  }

  /** What goes no further shows here after its camera has left, too. */
  private static Optional<String> stopped(long recordings, String how) {
    return recordings == 0 ? Optional.empty() : Optional.of(recordings + " recordings " + how);
  }

  /** Where cameras are issued; empty where this dock issues none. */
  Optional<IssueDesk> desk() {
    return desk;
  }

  /** What has to get on; an answer that is a failure is an answer. */
  List<Watched> watched() {
    return List.of(
        Watched.loop("station", station::rounds),
        new Watched("journal", () -> answers(() -> journal.journal().write(_ -> true))),
        new Watched("status", () -> answers(this::status)));
  }

  private static boolean answers(Callable<?> question) {
    try {
      question.call();
    } catch (Exception e) { // Callable declares it.
      LOG.warn("watchdog: {}", e.toString());
    }
    return true;
  }

  /** Bytes a second that may be sent now, 0 for no limit. */
  long uploadLimit() {
    return limit.bytesPerSecond();
  }

  /** What every bay shows. */
  List<BayStatus> bays() {
    return station.bays();
  }

  /** The files of docked cameras, at most {@value #MAX_REPORTED}. */
  List<FileReport> files() throws IOException {
    return dockings.report(MAX_REPORTED);
  }

  /** Stops in the reverse order of starting; every acknowledged step is on stable storage. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (IOException e) {
        failure = e;
      } catch (Exception e) { // AutoCloseable declares it.
        failure = new IOException(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
