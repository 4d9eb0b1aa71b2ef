package org.dockwarden.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.dockwarden.evidence.age.ChunkCipher;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.gateway.admin.AdminServer;
import org.dockwarden.gateway.admin.Metrics;
import org.dockwarden.gateway.attribution.AssignmentIntake;
import org.dockwarden.gateway.attribution.Attributor;
import org.dockwarden.gateway.commit.Commits;
import org.dockwarden.gateway.commit.PaperCheck;
import org.dockwarden.gateway.delivery.Connector;
import org.dockwarden.gateway.delivery.Deliveries;
import org.dockwarden.gateway.delivery.bagit.BagItFolder;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.health.Health.Level;
import org.dockwarden.gateway.health.Health.Subsystem;
import org.dockwarden.gateway.http.GatewayTls;
import org.dockwarden.gateway.http.HttpLimits;
import org.dockwarden.gateway.http.NettyServer;
import org.dockwarden.gateway.http.Routes;
import org.dockwarden.gateway.index.Delivery;
import org.dockwarden.gateway.index.RecordingChanges;
import org.dockwarden.gateway.index.SqliteIndex;
import org.dockwarden.gateway.intake.Intake;
import org.dockwarden.gateway.intake.IntakeLimits;
import org.dockwarden.gateway.receipt.ReceiptIssuer;
import org.dockwarden.gateway.recovery.Recovery;
import org.dockwarden.gateway.settings.GatewaySettings;
import org.dockwarden.gateway.store.Durable;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.store.PosixEvidenceStore;
import org.dockwarden.gateway.verify.QuarantineAlarm;
import org.dockwarden.gateway.verify.ReadBack;
import org.dockwarden.gateway.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. Closing stops it in the order in which it was not started. */
public final class Gateway implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.system();

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Health health = new Health();
  private final Metrics metrics = new Metrics();
  private final GatewaySettings settings;
  private final NettyServer server;
  private final AdminServer admin;

  /** Starts; everything runs when this returns. */
  public Gateway(GatewaySettings settings) throws IOException {
    this.settings = settings;
    try {
      Keys keys = Keys.read(settings);
      EvidenceStore store = store();
      SqliteIndex index = started(index());
      new Recovery(store, index.uploads(), index.recordings(), health).run();
      ReadBack readBack = new ReadBack(keys.identities(), cipher());
      ReceiptIssuer receipts = new ReceiptIssuer(keys.receiptSigner(), settings.name(), CLOCK);
      RecordingChanges changes = new RecordingChanges();
      QuarantineAlarm alarm = new QuarantineAlarm(health, index.recordings(), metrics);
      alarm.refresh();
      Attributor attributor = started(attributor(index, keys));
      Runnable deliver = deliveries(store, index, readBack, receipts, attributor, changes);
      Verifier verifier =
          started(
              new Verifier(
                  store,
                  index.recordings(),
                  changes,
                  readBack,
                  receipts,
                  health,
                  alarm,
                  () -> {
                    deliver.run();
                    attributor.wake();
                  },
                  Runtime.getRuntime().availableProcessors()));
      verifier.resume();
      AtomicReference<DocumentVerifier> trust = new AtomicReference<>(trust(keys, keys.revoked()));
      Intake intake = new Intake(store, index.uploads(), intakeLimits(), metrics, CLOCK);
      AssignmentIntake assignments =
          new AssignmentIntake(trust::get, index.attributions(), health, CLOCK, attributor::wake);
      Commits commits =
          new Commits(
              intake, store, index.recordings(), check(keys, trust), verifier::submit, alarm);
      started(
          new Housekeeping(
              intake,
              store,
              verifier,
              alarm,
              index,
              health,
              keys.own(),
              settings.keys(),
              settings.tls().revoked(),
              lists -> {
                keys.tls().replaceRevoked(lists);
                trust.set(trust(keys, lists));
              }));
      server =
          started(
              new NettyServer(
                  settings.listen(),
                  keys.tls(),
                  new Routes(
                      intake,
                      commits,
                      index.recordings(),
                      changes,
                      assignments,
                      index.attributions()),
                  httpLimits(),
                  metrics));
      describe(store, index, verifier);
      admin = started(new AdminServer(settings.admin(), health, metrics));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Where docks connect. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** Where operators ask. */
  public InetSocketAddress adminAddress() {
    return admin.address();
  }

  private <T extends AutoCloseable> T started(T part) {
    parts.push(part);
    return part;
  }

  private EvidenceStore store() throws IOException {
    EvidenceStore store =
        new PosixEvidenceStore(settings.storage().store(), settings.storage().reserveBytes());
    if (!store.readsBackFromMedium()) {
      health.report(
          Subsystem.STORE,
          "read-back",
          Level.NOTICE,
          "through the page cache: the file system has no O_DIRECT");
    }
    return store;
  }

  private SqliteIndex index() throws IOException {
    Path folder = settings.storage().index().toAbsolutePath().getParent();
    if (folder != null) {
      Durable.createFolder(folder);
    }
    return SqliteIndex.open(settings.storage().index(), settings.name(), CLOCK);
  }

  private ChunkCipher cipher() {
    ChunkCipher cipher = ChunkCiphers.fastest();
    LOG.info("opening evidence with {}", cipher.name());
    if (cipher.isFallback()) {
      health.report(
          Subsystem.SEALING, "cipher", Level.NOTICE, "slow: " + cipher.name() + ", no Conscrypt");
    }
    return cipher;
  }

  private Attributor attributor(SqliteIndex index, Keys keys) {
    Attributor attributor =
        new Attributor(
            index.attributions(),
            index.recordings(),
            keys.receiptSigner(),
            settings.name(),
            health,
            CLOCK);
    attributor.start();
    return attributor;
  }

  private Runnable deliveries(
      EvidenceStore store,
      SqliteIndex index,
      ReadBack readBack,
      ReceiptIssuer receipts,
      Attributor attributor,
      RecordingChanges changes)
      throws IOException {
    Optional<GatewaySettings.BagIt> bagit = settings.delivery();
    if (bagit.isEmpty()) {
      health.report(Subsystem.DELIVERY, "connector", Level.NOTICE, "none: nothing is delivered");
      return () -> {};
    }
    Connector connector =
        new BagItFolder(
            bagit.get().folder(), bagit.get().acknowledgements(), settings.name(), CLOCK);
    Deliveries deliveries =
        started(
            new Deliveries(
                connector,
                store,
                readBack,
                index.recordings(),
                index.deliveries(),
                changes,
                receipts,
                attributor::papers,
                health,
                CLOCK));
    return deliveries::wake;
  }

  private static DocumentVerifier trust(Keys keys, List<X509CRL> revoked) {
    return new DocumentVerifier(keys.manifestTrust(), revoked);
  }

  private static PaperCheck check(Keys keys, AtomicReference<DocumentVerifier> trust) {
    return new PaperCheck(
        trust::get,
        keys.identities().stream().map(it -> it.recipient().toString()).collect(Collectors.toSet()),
        CLOCK);
  }

  private IntakeLimits intakeLimits() {
    GatewaySettings.Limits limits = settings.limits();
    return new IntakeLimits(limits.uploadsPerDock(), limits.uploadBytes(), limits.expiry());
  }

  private HttpLimits httpLimits() {
    GatewaySettings.Limits limits = settings.limits();
    return new HttpLimits(
        limits.connectionsPerDock(),
        limits.requests(),
        limits.headTime(),
        limits.bodyTime(),
        limits.bodyRate(),
        limits.bodyRateTime());
  }

  private void describe(EvidenceStore store, SqliteIndex index, Verifier verifier) {
    LOG.info("TLS: {}", GatewayTls.provider());
    if (!GatewayTls.isNative()) {
      health.report(
          Subsystem.TLS, "provider", Level.NOTICE, "slow: JDK, no BoringSSL for this machine");
    }
    metrics.fact("tls", "TLS implementation", "provider", GatewayTls.provider());
    metrics.gauge("uploads_open", "Open uploads", index.uploads()::openCount);
    metrics.gauge("store_free_bytes", "Bytes uploads may take", store::freeBytes);
    metrics.gauge("requests_now", "Requests being answered", server::requestsNow);
    metrics.gauge("verifications_pending", "Recordings to verify", verifier::pending);
    metrics.gauge(
        "quarantined_now",
        "Commits whose bytes are kept apart",
        () -> index.recordings().quarantined().size());
    metrics.gauge(
        "quarantine_open",
        "Those of them that nobody has acknowledged and no other bytes have replaced",
        () -> index.recordings().openQuarantine(Integer.MAX_VALUE).size());
    metrics.gauge("custody_entries", "Custody log", index.recordings()::custodyCount);
    metrics.gauge(
        "deliveries_pending", "Not delivered", () -> index.deliveries().undelivered().size());
    metrics.gauge(
        "deliveries_stalled",
        "Not delivered, with an error",
        () ->
            index.deliveries().undelivered().stream().filter(it -> it.error().isPresent()).count());
    metrics.gauge(
        "oldest_undelivered_seconds",
        "Age",
        () ->
            index.deliveries().undelivered().stream()
                .findFirst()
                .map(Delivery::createdAt)
                .map(since -> Duration.between(since, CLOCK.instant()).toSeconds())
                .orElse(0L));
    metrics.gauge("healthy", "1: nothing is degraded", () -> health.isWell() ? 1 : 0);
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) { // The rest has to be stopped all the same.
        LOG.warn("stopping: {}", e.toString());
      }
    }
  }
}
