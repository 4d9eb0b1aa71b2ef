package org.dockwarden.fleet.mqtt;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLSocketFactory;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockTopic;
import org.dockwarden.fleet.dock.DropReason;
import org.dockwarden.fleet.host.HostState;
import org.dockwarden.fleet.host.SparkplugHost;
import org.dockwarden.fleet.mqtt.BrokerSession.Arrival;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one broker connected and feeds what docks say into the table, on a thread of its own. */
public final class BrokerListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerListener.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** A timestamp of another that is further ahead is not followed. */
  private static final Duration MAX_AHEAD = Duration.ofDays(1);

  private final String url;
  private final String name;
  private final Optional<SSLSocketFactory> tls;
  private final SparkplugHost host;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean connected;
  private volatile @Nullable BrokerSession current;
  private long timestamp;

  public BrokerListener(
      String url, String name, Optional<SSLSocketFactory> tls, SparkplugHost host, Clock clock) {
    this.url = url;
    this.name = name;
    this.tls = tls;
    this.host = host;
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

  /** Hands a message over to the connection, with QoS 0; whether it arrives nobody tells. */
  public void publish(String topic, byte[] payload) throws IOException {
    BrokerSession session = current;
    if (session == null) {
      throw new IOException(url + ": not connected");
    }
    try {
      session.publish(topic, payload);
    } catch (MqttException e) {
      throw new IOException(url + ": " + reason(e), e);
    }
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
    timestamp = Math.max(clock.millis(), timestamp + 1);
    HostState state = new HostState(name, timestamp);
    try (BrokerSession session =
        BrokerSession.open(url, name, tls, state, new Gate(state.topic()))) {
      session.subscribe(state.topic());
      session.subscribe("spBv1.0/#");
      session.publishState(state);
      current = session;
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
      current = null;
      host.lost(url, clock.instant());
    }
  }

  private void takeMessages(BrokerSession session, HostState state)
      throws InterruptedException, MqttException {
    Instant lookAt = Instant.EPOCH;
    try {
      while (!session.isLost()) {
        Optional<Arrival> arrival = session.next(POLL);
        if (arrival.isPresent()) {
          take(session, state, arrival.get());
        }
        Instant now = clock.instant();
        if (!now.isBefore(lookAt)) {
          lookAt = now.plus(POLL);
          askForRebirths(session, now);
        }
      }
    } catch (InterruptedException e) {
      session.leave(state, clock.millis());
      throw e;
    }
  }

  private void take(BrokerSession session, HostState state, Arrival arrival) throws MqttException {
    if (!arrival.topic().equals(state.topic())) {
      host.take(url, arrival.topic(), arrival.payload(), clock.instant());
    } else if (!HostState.saysOnline(arrival.payload())) {
      // The will of our own earlier connection may come after our birth: say again that we are here
      // (tck-id-operational-behavior-host-application-multi-server-timestamp and 5.14).
      session.publishState(state);
    } else {
      HostState.timestampOf(arrival.payload()).ifPresent(this::follow);
    }
  }

  /** Docks believe the newest timestamp: the next connection has to have a newer one. */
  private void follow(long seen) {
    if (seen > timestamp) {
      LOG.warn(
          "{}: somebody says that {} is online, at {} (expected: nobody else, and a right clock)",
          url,
          name,
          seen);
      timestamp = Math.min(seen, clock.millis() + MAX_AHEAD.toMillis());
    }
  }

  private void askForRebirths(BrokerSession session, Instant now) throws MqttException {
    for (DockKey dock : host.rebirthsDue(url, now)) {
      LOG.info("Missed something of {}: asking for a rebirth", dock);
      session.publish(dock.commandTopic(), SparkplugHost.rebirth(now));
    }
  }

  /** Asked by the library's thread. */
  private final class Gate implements BrokerSession.Admission {
    private final String stateTopic;

    Gate(String stateTopic) {
      this.stateTopic = stateTopic;
    }

    @Override
    public boolean admits(String topic, int bytes, boolean isRetained) {
      return topic.equals(stateTopic) || host.admits(topic, bytes, isRetained, System.nanoTime());
    }

    @Override
    public void overflowed(String topic) {
      host.drop(DockTopic.parse(topic).map(DockTopic::dock), DropReason.QUEUE_FULL);
    }
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
