package org.dockwarden.fleet.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLSocketFactory;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.DockTopic;
import org.dockwarden.fleet.mqtt.BrokerSession.Arrival;
import org.dockwarden.fleet.mqtt.BrokerSession.HostState;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one broker connected and feeds what docks say into the table, on a thread of its own. */
public final class BrokerListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerListener.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final String REBIRTH = "Node Control/Rebirth";

  private final String url;
  private final String name;
  private final Optional<SSLSocketFactory> tls;
  private final DockTable docks;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean connected;

  public BrokerListener(
      String url, String name, Optional<SSLSocketFactory> tls, DockTable docks, Clock clock) {
    this.url = url;
    this.name = name;
    this.tls = tls;
    this.docks = docks;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("broker " + url).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  public String url() {
    return url;
  }

  public boolean isConnected() {
    return connected;
  }

  private void run() {
    int failures = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        failures = listenOnce() ? 0 : failures + 1;
        Thread.sleep(pause(failures));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Random between nothing and a bound that doubles, so that a herd does not come back at once. */
  private static Duration pause(int failures) {
    long bound = FIRST_PAUSE.toMillis() << Math.min(failures, 16);
    long most = Math.min(bound, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most));
  }

  /** One connection; whether it came to be. */
  private boolean listenOnce() throws InterruptedException {
    HostState state = HostState.of(name, clock.millis());
    try (BrokerSession session = BrokerSession.open(url, name, tls, state)) {
      session.subscribe("spBv1.0/#");
      session.publishState(state);
      connected = true;
      LOG.info("Connected to {}", url);
      takeMessages(session, state);
      LOG.warn("Lost {}", url);
      return true;
    } catch (MqttException e) {
      LOG.warn("No connection to {}: {}", url, reason(e));
      return false;
    } finally {
      connected = false;
      docks.forgetPresence();
    }
  }

  private void takeMessages(BrokerSession session, HostState state)
      throws InterruptedException, MqttException {
    long dropped = 0;
    try {
      while (!session.isLost()) {
        Optional<Arrival> arrival = session.next(POLL);
        if (arrival.isPresent()) {
          take(session, state, arrival.get());
        }
        if (session.dropped() > dropped) {
          dropped = session.dropped();
          LOG.warn("Messages came too fast from {}: {} dropped so far", url, dropped);
        }
      }
    } catch (InterruptedException e) {
      session.leave(state);
      throw e;
    }
  }

  private void take(BrokerSession session, HostState state, Arrival arrival) throws MqttException {
    if (arrival.topic().equals(state.topic())) {
      // The will of our own earlier connection may come after our birth (Sparkplug 3.0, 5.14).
      if (!Arrays.equals(arrival.payload(), state.online())) {
        session.publishState(state);
      }
      return;
    }
    Optional<DockTopic> topic = DockTopic.parse(arrival.topic());
    if (topic.isPresent()) {
      hear(session, topic.get(), arrival.payload());
    }
  }

  private void hear(BrokerSession session, DockTopic topic, byte[] bytes) throws MqttException {
    try {
      SparkplugPayload payload = SparkplugCodec.decode(bytes);
      switch (docks.apply(topic, payload, clock.instant())) {
        case NOTHING -> tell(topic);
        case ASK_FOR_REBIRTH -> {
          LOG.info("Missed something of {}: asking for a rebirth", topic.dock());
          session.publish(topic.dock().commandTopic(), rebirth(clock.instant()));
        }
      }
    } catch (EvidenceException e) {
      LOG.warn("Not understood, from {}: {}", topic.dock(), e.getMessage());
    }
  }

  private static void tell(DockTopic topic) {
    switch (topic.kind()) {
      case NBIRTH -> LOG.info("{} is born: it has told all about itself", topic.dock());
      case NDEATH -> LOG.info("{} is gone", topic.dock());
      case NDATA, DBIRTH, DDATA, DDEATH -> {} // the page shows them
    }
  }

  private static byte[] rebirth(Instant now) {
    List<SparkplugMetric> metrics = List.of(SparkplugMetric.ofBoolean(REBIRTH, now, true));
    return SparkplugCodec.encode(
        new SparkplugPayload(Optional.of(now), metrics, OptionalInt.empty()));
  }

  private static String reason(MqttException e) {
    Throwable cause = e.getCause();
    return cause == null ? e.getMessage() + " (" + e.getReasonCode() + ")" : cause.toString();
  }

  /** Leaves the broker; returns when the thread has ended. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
