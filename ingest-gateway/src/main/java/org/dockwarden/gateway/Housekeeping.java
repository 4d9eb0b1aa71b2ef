package org.dockwarden.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.health.Health.Level;
import org.dockwarden.gateway.health.Health.Subsystem;
import org.dockwarden.gateway.index.SqliteIndex;
import org.dockwarden.gateway.intake.Intake;
import org.dockwarden.gateway.settings.KeyFiles;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.verify.QuarantineAlarm;
import org.dockwarden.gateway.verify.Verifier;

/**
 * What is looked at from time to time: expiry, free space, unfinished work, the revocation list.
 */
final class Housekeeping implements AutoCloseable {
  private static final long PERIOD_SECONDS = 30;
  private static final long SHORT_PERIOD_SECONDS = 1;
  private static final long LONG_PERIOD_SECONDS = 600;
  private static final long STOP_SECONDS = 10;

  /** Long enough before a certificate's end to renew it calmly, and to be told so loudly. */
  private static final Duration RENEW_SOON = Duration.ofDays(30);

  private static final Duration RENEW_NOW = Duration.ofDays(7);

  private final Intake intake;
  private final EvidenceStore store;
  private final Verifier verifier;
  private final QuarantineAlarm alarm;
  private final SqliteIndex index;
  private final Health health;
  private final Map<String, X509Certificate> own;
  private final Map<String, Path> keys;
  private final Optional<Path> revoked;
  private final Consumer<List<X509CRL>> replaceRevoked;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").factory());
  private FileTime revokedRead = FileTime.fromMillis(0);
  private List<X509CRL> lists = List.of();

  Housekeeping(
      Intake intake,
      EvidenceStore store,
      Verifier verifier,
      QuarantineAlarm alarm,
      SqliteIndex index,
      Health health,
      Map<String, X509Certificate> own,
      Map<String, Path> keys,
      Optional<Path> revoked,
      Consumer<List<X509CRL>> replaceRevoked) {
    this.intake = intake;
    this.store = store;
    this.verifier = verifier;
    this.alarm = alarm;
    this.index = index;
    this.health = health;
    this.own = own;
    this.keys = keys;
    this.revoked = revoked;
    this.replaceRevoked = replaceRevoked;
    var _ = clockwork.scheduleWithFixedDelay(this::look, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    var _ =
        clockwork.scheduleWithFixedDelay(
            this::checkCustody, LONG_PERIOD_SECONDS, LONG_PERIOD_SECONDS, TimeUnit.SECONDS);
    var _ =
        clockwork.scheduleWithFixedDelay(
            this::lookOften, 0, SHORT_PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      intake.expire();
      verifier.resume();
      if (store.freeBytes() > 0) {
        health.clear(Subsystem.STORE, "space");
      } else {
        health.report(Subsystem.STORE, "space", Level.DEGRADED, "below the reserve");
      }
      health.clear(Subsystem.INDEX, "housekeeping");
    } catch (IOException | RuntimeException e) {
      health.report(Subsystem.INDEX, "housekeeping", Level.DEGRADED, String.valueOf(e));
    }
  }

  /** So that neither this nor the next start has many new entries to check. */
  private void checkCustody() {
    try {
      index.checkCustody();
      health.clear(Subsystem.INDEX, "custody");
    } catch (IOException | RuntimeException e) {
      health.report(Subsystem.INDEX, "custody", Level.DEGRADED, String.valueOf(e.getMessage()));
    }
  }

  /** What people change while the gateway runs. */
  private void lookOften() {
    alarm.refresh();
    revoked.ifPresent(this::reload);
    showOverdue();
    own.forEach(this::showExpiry);
    keys.forEach(this::showOpen);
  }

  private void showOpen(String setting, Path file) {
    List<String> open = KeyFiles.open(Map.of(setting, file));
    if (open.isEmpty()) {
      health.clear(Subsystem.TLS, setting);
    } else {
      health.report(Subsystem.TLS, setting, Level.DEGRADED, open.getFirst());
    }
  }

  private void showExpiry(String setting, X509Certificate certificate) {
    Instant end = certificate.getNotAfter().toInstant();
    Duration left = Duration.between(Gateway.CLOCK.instant(), end);
    String key = setting + " expires";
    if (left.compareTo(RENEW_SOON) > 0) {
      health.clear(Subsystem.TLS, key);
    } else {
      Level level = left.compareTo(RENEW_NOW) > 0 ? Level.NOTICE : Level.DEGRADED;
      health.report(Subsystem.TLS, key, level, end.toString());
    }
  }

  /**
   * A list that is past its time still counts, but may not know whom to keep out (RFC 5280,
   * 5.1.2.5).
   */
  private void showOverdue() {
    Instant now = Gateway.CLOCK.instant();
    Optional<X509CRL> overdue =
        lists.stream()
            .filter(
                it -> it.getNextUpdate() != null && it.getNextUpdate().toInstant().isBefore(now))
            .findFirst();
    if (overdue.isPresent()) {
      String detail =
          "list of %s: its next update was due %s"
              .formatted(
                  overdue.get().getIssuerX500Principal(),
                  overdue.get().getNextUpdate().toInstant());
      health.report(Subsystem.TLS, "revoked-overdue", Level.DEGRADED, detail);
    } else {
      health.clear(Subsystem.TLS, "revoked-overdue");
    }
  }

  /** A list that cannot be read leaves the one before in force. */
  private void reload(Path file) {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(revokedRead)) {
        lists = Keys.revoked(revoked);
        replaceRevoked.accept(lists);
        revokedRead = changed;
        health.clear(Subsystem.TLS, "revoked");
      }
    } catch (IOException | RuntimeException e) {
      health.report(Subsystem.TLS, "revoked", Level.DEGRADED, file + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    clockwork.shutdown();
    try {
      if (!clockwork.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        clockwork.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
