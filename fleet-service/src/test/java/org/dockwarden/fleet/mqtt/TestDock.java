package org.dockwarden.fleet.mqtt;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A dock that says what the test wants, over a real connection. */
public final class TestDock implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final long PATIENCE_MILLIS = 10_000;

  private final String dock;
  private final int connection;
  private final MqttAsyncClient client;
  private final CountDownLatch rebirthAsked = new CountDownLatch(1);
  private final BlockingQueue<String> states = new LinkedBlockingQueue<>();
  private final BlockingQueue<Heard> commands = new LinkedBlockingQueue<>();
  private int seq;

  /** A command as it came. */
  public record Heard(String topic, List<SparkplugMetric> metrics, boolean isRetained, int qos) {}

  /** Connects with the certificate {@code DOCK.pem} in the folder, leaving its NDEATH as will. */
  public TestDock(String url, Path keys, String dock) throws Exception {
    this(url, keys, dock, dock, 1);
  }

  /** Connects with a certificate and under a client id of choice, for its bdSeq-th time. */
  public TestDock(String url, Path keys, String dock, String clientId, int connection)
      throws Exception {
    this.dock = dock;
    this.connection = connection;
    this.client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setAutomaticReconnect(false);
    options.setSocketFactory(
        ClientTls.of(
            keys.resolve("ca.pem"), keys.resolve(dock + ".pem"), keys.resolve(dock + ".key")));
    options.setWill("spBv1.0/g/NDEATH/" + dock, message(encode(OptionalInt.empty(), bdSeq())));
    client.setCallback(new Ear());
    client.connect(options).waitForCompletion(PATIENCE_MILLIS);
    // With QoS 1, so that the broker lowers nothing: the host's own QoS is seen.
    client.subscribe("spBv1.0/g/NCMD/" + dock, 1).waitForCompletion(PATIENCE_MILLIS);
    client.subscribe("spBv1.0/g/DCMD/" + dock + "/#", 1).waitForCompletion(PATIENCE_MILLIS);
  }

  /** NBIRTH. */
  public void birth(SparkplugMetric... more) throws Exception {
    seq = 0;
    List<SparkplugMetric> metrics = new ArrayList<>(List.of(more));
    metrics.add(bdSeq());
    metrics.add(SparkplugMetric.ofText("software", NOW, "0.1.0"));
    send("spBv1.0/g/NBIRTH/" + dock, metrics.toArray(SparkplugMetric[]::new));
  }

  /** NDATA, or DDATA or DBIRTH of a bay. */
  public void say(String kind, Optional<String> bay, SparkplugMetric... metrics) throws Exception {
    send("spBv1.0/g/" + kind + "/" + dock + bay.map(it -> "/" + it).orElse(""), metrics);
  }

  /** DBIRTH or DDATA of a bay with its state. */
  public void bay(String kind, String bay, String state) throws Exception {
    send("spBv1.0/g/" + kind + "/" + dock + "/" + bay, SparkplugMetric.ofText("state", NOW, state));
  }

  /** As if a message had got lost on the way. */
  public void loseOne() {
    seq = (seq + 1) % 256;
  }

  /** Publishes any bytes under any topic. */
  public void publish(String topic, byte[] payload) throws Exception {
    client.publish(topic, message(payload)).waitForCompletion(PATIENCE_MILLIS);
  }

  /** Ends so that the broker publishes the will, as it does when the network goes. */
  public void vanish() throws Exception {
    int withWill = 0x04; // MQTT 5, 3.14.2.1
    client
        .disconnect(0, null, null, withWill, new MqttProperties())
        .waitForCompletion(PATIENCE_MILLIS);
  }

  /** Waits until it is asked to tell everything again; false if it is not. */
  public boolean awaitRebirthRequest() throws InterruptedException {
    return rebirthAsked.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The next command that is no request for a rebirth. */
  public Heard awaitCommand() throws InterruptedException {
    Heard heard = commands.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    if (heard == null) {
      throw new AssertionError("no command came");
    }
    return heard;
  }

  private void send(String topic, SparkplugMetric... metrics) throws Exception {
    client
        .publish(topic, message(encode(OptionalInt.of(seq), metrics)))
        .waitForCompletion(PATIENCE_MILLIS);
    seq = (seq + 1) % 256;
  }

  private SparkplugMetric bdSeq() {
    return SparkplugMetric.ofInteger("bdSeq", NOW, SparkplugType.INT64, connection);
  }

  private static byte[] encode(OptionalInt seq, SparkplugMetric... metrics) {
    return SparkplugCodec.encode(new SparkplugPayload(Optional.of(NOW), List.of(metrics), seq));
  }

  private static MqttMessage message(byte[] payload) {
    return new MqttMessage(payload, 0, false, null);
  }

  /** The retained state of a host, as this dock sees it. */
  public String hostState(String host) throws Exception {
    client.subscribe("spBv1.0/STATE/" + host, 1).waitForCompletion(PATIENCE_MILLIS);
    String state = states.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    return state == null ? "none" : state;
  }

  private final class Ear implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (topic.startsWith("spBv1.0/STATE/")) {
        states.add(new String(message.getPayload(), StandardCharsets.UTF_8));
        return;
      }
      List<SparkplugMetric> metrics = decode(message.getPayload());
      if (metrics.getFirst().name().equals(Optional.of("Node Control/Rebirth"))) {
        rebirthAsked.countDown();
      } else {
        commands.add(new Heard(topic, metrics, message.isRetained(), message.getQos()));
      }
    }

    private List<SparkplugMetric> decode(byte[] payload) {
      try {
        return SparkplugCodec.decode(payload).metrics();
      } catch (EvidenceException e) {
        throw new AssertionError(e);
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

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1000, true);
    client.close(true);
  }
}
