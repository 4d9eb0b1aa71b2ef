package org.dockwarden.agent.health;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.dockwarden.agent.upload.TlsIdentity;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.sparkplug.SparkplugChecker;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugValue;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A host that hears every dock, checks every message, and gives commands. */
public final class TestHost implements AutoCloseable {
  public static final String ID = "fleet-1";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SparkplugChecker checker;
  private final MqttAsyncClient client;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  /** A message. */
  public record Heard(String topic, SparkplugPayload payload) {
    /** Whether it says this, now or then. */
    public boolean says(String name, String text) {
      return payload.metrics().stream()
          .filter(it -> it.name().orElse("").equals(name))
          .anyMatch(it -> it.value().equals(new SparkplugValue.TextValue(text)));
    }

    /** The result of this command, if it is in it. */
    public Optional<String> answer(String id, String code) {
      return payload.metrics().stream()
          .filter(it -> it.name().orElse("").equals("command/result"))
          .map(SparkplugMetric::value)
          .filter(SparkplugValue.TextValue.class::isInstance)
          .map(it -> ((SparkplugValue.TextValue) it).value())
          .filter(it -> it.contains('"' + id + '"') && it.contains('"' + code + '"'))
          .findFirst();
    }

    public boolean isHistorical() {
      return payload.metrics().stream().anyMatch(SparkplugMetric::isHistorical);
    }
  }

  /**
   * @param checker goes on with what it knows, over several connections and brokers
   */
  public TestHost(String broker, TestPki pki, SparkplugChecker checker) throws Exception {
    this.checker = checker;
    client = new MqttAsyncClient(broker, ID, new MemoryPersistence());
    client.setCallback(new Ear());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setTopicAliasMaximum(0);
    TestIdentity identity = pki.dock(ID);
    options.setSocketFactory(
        new TlsIdentity(identity.key(), List.of(identity.certificate()))
            .context(List.of(pki.certificate()))
            .getSocketFactory());
    client.connect(options).waitForCompletion(PATIENCE.toMillis());
    MqttSubscription all = new MqttSubscription("spBv1.0/#", 2);
    all.setRetainAsPublished(true);
    client.subscribe(new MqttSubscription[] {all}).waitForCompletion(PATIENCE.toMillis());
  }

  public List<Heard> heard() {
    return heard;
  }

  public long count(String topic) {
    return heard.stream().filter(it -> it.topic().equals(topic)).count();
  }

  /** Waits for a message. */
  public Heard await(Predicate<Heard> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      for (Heard one : heard) {
        if (wanted.test(one)) {
          return one;
        }
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("not heard: " + heard.stream().map(Heard::topic).toList());
  }

  public Heard await(String topic) throws InterruptedException {
    return await(it -> it.topic().equals(topic));
  }

  /** Sends a command: tck-id-topics-ncmd-mqtt and tck-id-topics-dcmd-mqtt want QoS 0. */
  public void command(String topic, SparkplugMetric metric) throws MqttException {
    publish(
        topic,
        SparkplugCodec.encode(SparkplugPayload.withoutSeq(Instant.now(), List.of(metric))),
        0,
        false);
  }

  /** Gives a command of section 7. */
  public void ask(String topic, String name, String json) throws MqttException {
    command(topic, SparkplugMetric.ofText("command/" + name, Instant.now(), json).withoutType());
  }

  /** Waits for the result of a command; returns it. */
  public String awaitAnswer(String id, String code) throws InterruptedException {
    return await(it -> it.answer(id, code).isPresent()).answer(id, code).orElseThrow();
  }

  /** Says whether this host is online. */
  public void state(boolean isOnline, long timestamp) throws MqttException {
    String json = "{\"online\":%s,\"timestamp\":%d}".formatted(isOnline, timestamp);
    publish("spBv1.0/STATE/" + ID, json.getBytes(StandardCharsets.UTF_8), 1, true);
  }

  public void publish(String topic, byte[] payload, int qos, boolean isRetained)
      throws MqttException {
    client
        .publish(topic, new MqttMessage(payload, qos, isRetained, null))
        .waitForCompletion(PATIENCE.toMillis());
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1000, true);
    client.close(true);
  }

  private final class Ear implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) throws EvidenceException {
      checker.message(topic, message.getPayload(), message.getQos(), message.isRetained());
      if (!topic.contains("/STATE/")) {
        heard.add(new Heard(topic, SparkplugCodec.decode(message.getPayload())));
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
