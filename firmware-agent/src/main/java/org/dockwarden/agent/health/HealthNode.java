package org.dockwarden.agent.health;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.agent.status.StatusSource;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugValue;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects, gives birth, tells changes, begins anew after a break with another broker. */
public final class HealthNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthNode.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final long FIRST_BACKOFF_MILLIS = 1000;
  private static final long LONGEST_BACKOFF_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final int MAX_DOUBLINGS = 20;
  private static final String BD_SEQ_COUNTER = "bdSeq";

  private final List<String> brokers;
  private final String group;
  private final String node;
  private final Optional<SSLSocketFactory> tls;
  private final StatusSource source;
  private final RecordingJournal journal;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, SparkplugValue> told = new HashMap<>();
  private final Thread thread = Thread.ofVirtual().name("health").unstarted(this::work);
  private volatile Optional<String> problem = Optional.empty();
  private final CountDownLatch stop = new CountDownLatch(1);
  private int seq;

  public HealthNode(
      List<String> brokers,
      String group,
      String node,
      Optional<SSLSocketFactory> tls,
      StatusSource source,
      RecordingJournal journal,
      InstantSource clock,
      RandomGenerator random) {
    this.brokers = List.copyOf(brokers);
    this.group = group;
    this.node = node;
    this.tls = tls;
    this.source = source;
    this.journal = journal;
    this.clock = clock;
    this.random = random;
  }

  /** Begins to connect. */
  public void start() {
    thread.start();
  }

  /** Why health does not leave the dock, if it does not. */
  public Optional<String> problem() {
    return problem;
  }

  private void work() {
    for (int failures = 0; stop.getCount() > 0; ) {
      String broker = brokers.get(failures % brokers.size());
      try {
        if (serve(broker)) {
          failures = 0;
        }
      } catch (MqttException | IOException | RuntimeException e) { // Never ends the agent.
        if (problem.isEmpty()) {
          LOG.warn("broker {}: {}", broker, e.toString());
        }
        problem = Optional.of("broker " + broker + ": " + e.getMessage());
      } catch (InterruptedException e) {
        return; // Nobody interrupts this thread but a dying process.
      }
      failures++;
      if (!rest(failures)) {
        return;
      }
    }
  }

  private boolean rest(int failures) {
    long bound =
        Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(failures, MAX_DOUBLINGS));
    try {
      return !stop.await(random.nextLong(bound), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** One connection from birth to break; returns whether it came to a birth. */
  private boolean serve(String broker) throws MqttException, IOException, InterruptedException {
    // Counted before the connection, so that a will of an older one is never taken for ours.
    long bdSeq = journal.count(BD_SEQ_COUNTER) % (SparkplugPayload.MAX_SEQ + 1);
    byte[] death =
        SparkplugCodec.encode(
            SparkplugPayload.withoutSeq(now(), List.of(Metrics.bdSeq(now(), bdSeq))));
    Optional<SSLSocketFactory> factory = broker.startsWith("ssl:") ? tls : Optional.empty();
    try (BrokerLink link =
        BrokerLink.open(broker, node, factory, topic("NDEATH"), death, topic("NCMD"))) {
      birth(link, bdSeq);
      problem = Optional.empty();
      LOG.info("broker {} connected", broker);
      try {
        while (!link.isLost() && !stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          if (link.takeCommand()) {
            birth(link, bdSeq);
          } else {
            tellChanges(link);
          }
        }
      } finally {
        if (stop.getCount() == 0 && !link.isLost()) {
          link.publish(topic("NDEATH"), death);
        }
      }
      problem = Optional.of("broker " + broker + ": connection lost");
      return true;
    }
  }

  private void birth(BrokerLink link, long bdSeq) throws MqttException, IOException {
    Instant at = now();
    AgentStatus status = source.status();
    told.clear();
    seq = 0;
    List<SparkplugMetric> born = new ArrayList<>();
    born.add(Metrics.bdSeq(at, bdSeq));
    born.add(Metrics.rebirth(at));
    born.addAll(changed("", Metrics.node(status, at)));
    publish(link, topic("NBIRTH"), at, born);
    for (BayStatus bay : status.bays()) {
      publish(link, deviceTopic("DBIRTH", bay), at, changed(device(bay), Metrics.bay(bay, at)));
    }
  }

  private void tellChanges(BrokerLink link) throws MqttException, IOException {
    Instant at = now();
    AgentStatus status = source.status();
    List<SparkplugMetric> node = changed("", Metrics.node(status, at));
    if (!node.isEmpty()) {
      publish(link, topic("NDATA"), at, node);
    }
    for (BayStatus bay : status.bays()) {
      List<SparkplugMetric> metrics = changed(device(bay), Metrics.bay(bay, at));
      if (!metrics.isEmpty()) {
        publish(link, deviceTopic("DDATA", bay), at, metrics);
      }
    }
  }

  /** The metrics that differ from what was told last; now they are told. */
  private List<SparkplugMetric> changed(String device, List<SparkplugMetric> metrics) {
    return metrics.stream()
        .filter(
            metric ->
                !metric
                    .value()
                    .equals(told.put(device + "/" + metric.name().orElse(""), metric.value())))
        .toList();
  }

  /** The sequence number is taken when the packet goes to the socket, and not before. */
  private void publish(BrokerLink link, String topic, Instant at, List<SparkplugMetric> metrics)
      throws MqttException {
    byte[] payload = SparkplugCodec.encode(SparkplugPayload.of(at, metrics, seq));
    seq = (seq + 1) % (SparkplugPayload.MAX_SEQ + 1);
    link.publish(topic, payload);
  }

  private String topic(String type) {
    return "spBv1.0/" + group + "/" + type + "/" + node;
  }

  private String deviceTopic(String type, BayStatus bay) {
    return topic(type) + "/" + device(bay);
  }

  private static String device(BayStatus bay) {
    return "bay-" + bay.bay().number();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
