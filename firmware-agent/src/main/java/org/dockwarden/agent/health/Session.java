package org.dockwarden.agent.health;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.dockwarden.agent.health.Link.Incoming;
import org.dockwarden.agent.health.command.CommandDesk;
import org.dockwarden.agent.health.outbox.Change;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Sparkplug session on one connection, from waiting for the host to the deaths. One thread. */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** Between births; a host's own bound for a rebirth is longer (H-13). */
  static final Duration BIRTH_PAUSE = Duration.ofSeconds(5);

  /** For a host that has never been on one of several brokers (H-11). */
  private static final Duration HOST_PATIENCE = Duration.ofSeconds(15);

  /** Twenty a second (H-17). */
  private static final Duration HISTORY_PAUSE = Duration.ofMillis(50);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final NodeSettings settings;
  private final Link link;
  private final Ledger ledger;
  private final CommandDesk commands;
  private final Optional<PrimaryHost> host;
  private final LongSupplier nanoTime;
  private final BooleanSupplier stopping;
  private final long bdSeq;
  private List<Ledger.Birth> births = List.of();
  private boolean wantsBirth = true;
  private long bornNanos;
  private long historyNanos;
  private int seq;

  /** How it ended. */
  enum End {
    STOPPED,
    LOST,
    /** Its primary host is not there, or not any more. */
    HOST_ABSENT
  }

  Session(
      NodeSettings settings,
      Link link,
      Ledger ledger,
      CommandDesk commands,
      Optional<PrimaryHost> host,
      LongSupplier nanoTime,
      BooleanSupplier stopping,
      long bdSeq) {
    this.settings = settings;
    this.link = link;
    this.ledger = ledger;
    this.commands = commands;
    this.host = host;
    this.nanoTime = nanoTime;
    this.stopping = stopping;
    this.bdSeq = bdSeq;
  }

  /** What the broker says when this connection breaks, and what is said before it is ended. */
  static byte[] death(Instant at, long bdSeq) {
    return SparkplugCodec.encode(SparkplugPayload.withoutSeq(at, List.of(bdSeq(at, bdSeq))));
  }

  private static SparkplugMetric bdSeq(Instant at, long bdSeq) {
    return SparkplugMetric.ofInteger(CommandDesk.BD_SEQ, at, SparkplugType.INT64, bdSeq);
  }

  /** Waits for the host; then tells until there is no host, no connection, or no more wish to. */
  End run(Runnable onBirth) throws MqttException, IOException, InterruptedException {
    try {
      End end = awaitHost();
      if (end == End.STOPPED && !stopping.getAsBoolean()) {
        end = tell(onBirth);
      }
      if (end != End.LOST) {
        die();
      }
      return end;
    } finally {
      ledger.end();
    }
  }

  /** STOPPED: there is no reason to wait any more. With one broker the place to wait is here. */
  private End awaitHost() throws InterruptedException {
    boolean isElsewhere = settings.brokers().size() > 1;
    long since = nanoTime.getAsLong();
    while (host.isPresent() && !host.get().isOnline()) {
      long waited = nanoTime.getAsLong() - since;
      if (isElsewhere && (host.get().isOffline() || waited >= HOST_PATIENCE.toNanos())) {
        return End.HOST_ABSENT;
      }
      if (link.isLost()) {
        return End.LOST;
      }
      if (stopping.getAsBoolean()) {
        return End.STOPPED;
      }
      link.await(LONGEST_WAIT).ifPresent(this::take);
    }
    return End.STOPPED;
  }

  private End tell(Runnable onBirth) throws MqttException, IOException, InterruptedException {
    while (!stopping.getAsBoolean()) {
      if (link.isLost()) {
        return End.LOST;
      }
      if (host.isPresent() && !host.get().isOnline()) {
        return End.HOST_ABSENT;
      }
      wantsBirth |= ledger.needsBirth();
      if (wantsBirth && birthWait().isZero()) {
        birth();
        onBirth.run();
      } else if (!wantsBirth) {
        tellChanges();
      }
      link.await(pause()).ifPresent(this::take);
    }
    return End.STOPPED;
  }

  private Duration birthWait() {
    long passed = nanoTime.getAsLong() - bornNanos;
    return births.isEmpty() || passed >= BIRTH_PAUSE.toNanos()
        ? Duration.ZERO
        : BIRTH_PAUSE.minusNanos(passed);
  }

  private Duration pause() {
    if (wantsBirth) {
      return birthWait().plusMillis(1);
    }
    return ledger.hasHistory() ? HISTORY_PAUSE : LONGEST_WAIT;
  }

  private void take(Incoming message) {
    if (host.isPresent() && message.topic().equals(host.get().topic())) {
      host.get().heard(message.payload());
      return;
    }
    if (message.topic().isEmpty() || births.isEmpty()) {
      return;
    }
    if (message.isRetained()) {
      LOG.warn("{}: retained, ignored (H-23)", message.topic());
      return;
    }
    wantsBirth |= commands.take(message.topic(), message.payload());
  }

  private void birth() throws MqttException, IOException {
    // tck-id-operational-behavior-data-publish-nbirth-order: ours come first, so they are older.
    Instant before = ledger.now();
    births = ledger.begin();
    wantsBirth = false;
    bornNanos = nanoTime.getAsLong();
    seq = 0;
    Instant at = ledger.now();
    for (Ledger.Birth birth : births) {
      publish(settings.topic("BIRTH", birth.device()), at, metrics(birth, before));
    }
  }

  private List<SparkplugMetric> metrics(Ledger.Birth birth, Instant at) {
    if (birth.device().isPresent()) {
      return birth.metrics();
    }
    return Stream.concat(
            Stream.of(bdSeq(at, bdSeq), SparkplugMetric.ofBoolean(CommandDesk.REBIRTH, at, false)),
            birth.metrics().stream())
        .toList();
  }

  /** All that is new; of what is old, one at a time. */
  private void tellChanges() throws MqttException {
    tellNews();
    if (nanoTime.getAsLong() - historyNanos >= HISTORY_PAUSE.toNanos()) {
      historyNanos = nanoTime.getAsLong();
      Optional<Change> old = ledger.nextHistorical();
      if (old.isPresent() && !old.get().metrics().isEmpty()) {
        publish(old.get());
      }
    }
  }

  private void tellNews() throws MqttException {
    for (var change = ledger.next(); change.isPresent(); change = ledger.next()) {
      publish(change.get());
    }
  }

  private void publish(Change change) throws MqttException {
    publish(settings.topic("DATA", change.device()), ledger.now(), change.metrics());
  }

  /** H-10: the bays first, then the dock; before them what led to this, as the last result. */
  private void die() throws MqttException {
    if (!wantsBirth) {
      tellNews();
    }
    Instant at = ledger.now();
    for (Ledger.Birth birth : births) {
      if (birth.device().isPresent()) {
        publish(settings.topic("DEATH", birth.device()), at, List.of());
      }
    }
    link.publish(settings.topic("NDEATH"), death(at, bdSeq));
    link.disconnect();
  }

  /** The sequence number is taken when the packet goes to the socket, and not before (H-7). */
  private void publish(String topic, Instant at, List<SparkplugMetric> metrics)
      throws MqttException {
    byte[] payload = SparkplugCodec.encode(SparkplugPayload.of(at, metrics, seq));
    seq = (seq + 1) % (SparkplugPayload.MAX_SEQ + 1);
    link.publish(topic, payload);
  }
}
