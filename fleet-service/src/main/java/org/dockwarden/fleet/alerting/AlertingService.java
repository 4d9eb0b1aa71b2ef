package org.dockwarden.fleet.alerting;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dockwarden.fleet.alerting.sqlite.SqliteAlertStore;
import org.dockwarden.fleet.notify.Courier;
import org.dockwarden.fleet.notify.Destination;
import org.dockwarden.fleet.notify.SecretFile;
import org.dockwarden.fleet.notify.ServerTrust;
import org.dockwarden.fleet.notify.mail.MailDestination;
import org.dockwarden.fleet.notify.mail.MailServer;
import org.dockwarden.fleet.notify.webhook.WebhookDestination;
import org.dockwarden.fleet.notify.webhook.WebhookSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Alerting} with its threads: one that ticks, and one for each destination. */
public final class AlertingService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertingService.class);

  /** Rules count in minutes; people do not notice less. */
  private static final Duration TICK = Duration.ofSeconds(5);

  private static final Duration COURIER_PAUSE = Duration.ofSeconds(1);
  private static final Duration PRUNE = Duration.ofHours(1);
  private static final Duration ENDING = Duration.ofSeconds(30);

  private final SqliteAlertStore store;
  private final Alerting alerting;
  private final List<Courier> couriers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private boolean isEnded;

  private AlertingService(
      SqliteAlertStore store, Alerting alerting, List<Destination> destinations, Clock clock) {
    this.store = store;
    this.alerting = alerting;
    this.clock = clock;
    for (Destination destination : destinations) {
      couriers.add(new Courier(destination, store.outbox(), new SecureRandom()));
    }
  }

  /** Opens the store, reads the secrets, starts the threads. */
  public static AlertingService start(AlertingSettings settings, Clock clock) throws IOException {
    List<Destination> destinations = destinations(settings);
    SqliteAlertStore store = null;
    try {
      store = SqliteAlertStore.open(settings.file());
      Alerting alerting =
          Alerting.open(settings.rules(), store, destinations, clock, settings.keep());
      AlertingService service = new AlertingService(store, alerting, destinations, clock);
      service.startThreads();
      return service;
    } catch (IOException e) {
      destinations.forEach(Destination::close);
      if (store != null) {
        store.close();
      }
      throw e;
    }
  }

  /** What the settings name, secrets read; for {@code --check-config} too. Close them. */
  public static List<Destination> destinations(AlertingSettings settings) throws IOException {
    List<Destination> destinations = new ArrayList<>();
    try {
      for (WebhookSettings webhook : settings.webhooks()) {
        destinations.add(destination(webhook, settings.zone()));
      }
      for (MailSettings mail : settings.mails()) {
        destinations.add(destination(mail, settings.zone()));
      }
      return destinations;
    } catch (IOException e) {
      destinations.forEach(Destination::close);
      throw e;
    }
  }

  private static Destination destination(WebhookSettings webhook, ZoneId zone) throws IOException {
    return new WebhookDestination(
        webhook.name(),
        webhook.url(),
        WebhookSecrets.read(webhook.secret()),
        ServerTrust.of(webhook.trust()),
        webhook.route(),
        zone);
  }

  private static Destination destination(MailSettings mail, ZoneId zone) throws IOException {
    return new MailDestination(
        mail.name(),
        server(mail),
        new MailDestination.Envelope(mail.from(), mail.to()),
        mail.route(),
        zone);
  }

  private static MailServer server(MailSettings mail) throws IOException {
    String password =
        mail.password().isPresent() ? SecretFile.lines(mail.password().get()).getFirst() : "";
    MailServer.Security security =
        switch (mail.tls()) {
          case IMPLICIT -> MailServer.Security.IMPLICIT_TLS;
          case STARTTLS -> MailServer.Security.STARTTLS;
          case NONE -> MailServer.Security.NONE;
        };
    return new MailServer(
        mail.host(),
        mail.usedPort(),
        security,
        ServerTrust.of(mail.trust()),
        mail.user(),
        password);
  }

  private void startThreads() {
    threads.add(Thread.ofPlatform().name("alerting").start(this::tickUntilEnded));
    for (Courier courier : couriers) {
      threads.add(
          Thread.ofPlatform()
              .name("courier-" + courier.destination().name())
              .start(() -> carryUntilEnded(courier)));
    }
  }

  /** Rules, alerts, silences. */
  public Alerting alerting() {
    return alerting;
  }

  /** What of alerting and its destinations is not well; empty when all is. */
  public List<String> health() {
    List<String> reasons = new ArrayList<>(alerting.health());
    for (Courier courier : couriers) {
      try {
        reasons.addAll(courier.health());
      } catch (IOException e) {
        reasons.add("destination " + courier.destination().name() + ": " + e.getMessage());
      }
    }
    return reasons;
  }

  private void tickUntilEnded() {
    Instant pruned = Instant.MIN;
    boolean wasWell = true;
    while (pause(TICK)) {
      try {
        alerting.tick();
        if (!clock.instant().isBefore(pruned.plus(PRUNE))) {
          pruned = clock.instant();
          alerting.prune();
        }
        wasWell = true;
      } catch (IOException e) {
        if (wasWell) {
          LOG.error("Alerts cannot be stored; trying again and again", e);
        }
        wasWell = false;
      }
    }
  }

  private void carryUntilEnded(Courier courier) {
    boolean wasWell = true;
    while (pause(COURIER_PAUSE)) {
      try {
        courier.turn(clock.instant());
        wasWell = true;
      } catch (InterruptedException e) {
        return; // closing
      } catch (IOException e) {
        if (wasWell) {
          LOG.error("Destination {}: the outbox fails", courier.destination().name(), e);
        }
        wasWell = false;
      }
    }
  }

  /** False when the service ends. */
  private boolean pause(Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!isEnded && left > 0) {
        left = ended.awaitNanos(left);
      }
      return !isEnded;
    } catch (InterruptedException e) {
      return false; // closing
    } finally {
      lock.unlock();
    }
  }

  /** Ends the threads; what was not sent stays in the outbox. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      isEnded = true;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      for (Thread thread : threads) {
        if (!thread.getName().equals("alerting")) {
          thread.interrupt(); // it may be waiting for a destination
        }
        thread.join(ENDING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      couriers.forEach(courier -> courier.destination().close());
      store.close();
    }
  }
}
