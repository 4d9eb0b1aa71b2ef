package org.dockwarden.fleet.mqtt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocketFactory;
import org.dockwarden.fleet.host.HostState;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** One connection to one broker, from its attempt to its end; never used again afterwards. */
final class BrokerSession implements AutoCloseable {
  /** A silent broker is given up after this; Paho's own timeout does not cover it. */
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(15);

  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final int MAX_WAITING = 20_000;
  private static final long MAX_WAITING_BYTES = 64L << 20;

  /** The broker does not even send what is larger (MQTT 5, 3.1.2.11.4). */
  private static final long MAX_PACKET = 2L << 20;

  /** Sparkplug 3.0, 5.8: host state goes with QoS 1. */
  private static final int STATE_QOS = 1;

  private final MqttAsyncClient client;
  private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Admission admission;
  private volatile boolean lost;

  /** A message as it came. */
  record Arrival(String topic, byte[] payload) {}

  /** Decides where a message arrives whether it is kept, before it waits. */
  interface Admission {
    boolean admits(String topic, int bytes, boolean isRetained);

    /** There is no room for it. */
    void overflowed(String topic);
  }

  private BrokerSession(MqttAsyncClient client, Admission admission) {
    this.client = client;
    this.admission = admission;
  }

  /** Connects, or fails within the patience. */
  static BrokerSession open(
      String url,
      String clientId,
      Optional<SSLSocketFactory> tls,
      HostState state,
      Admission admission)
      throws MqttException {
    MqttAsyncClient client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
    BrokerSession session = new BrokerSession(client, admission);
    client.setCallback(session.new Callback());
    try {
      client.connect(options(tls, state)).waitForCompletion(CONNECT_PATIENCE.toMillis());
      return session;
    } catch (MqttException e) {
      session.close();
      throw e;
    }
  }

  private static MqttConnectionOptions options(Optional<SSLSocketFactory> tls, HostState state) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout((int) CONNECT_PATIENCE.toSeconds());
    options.setTopicAliasMaximum(0);
    options.setMaximumPacketSize(MAX_PACKET);
    options.setWill(state.topic(), message(state.offline()));
    tls.ifPresent(options::setSocketFactory);
    return options;
  }

  private static MqttMessage message(byte[] payload) {
    return new MqttMessage(payload, STATE_QOS, true, null);
  }

  void subscribe(String filter) throws MqttException {
    IMqttToken token = client.subscribe(filter, 1);
    token.waitForCompletion(CONNECT_PATIENCE.toMillis());
    int code = token.getReasonCodes()[0];
    if (code >= 0x80) { // MQTT 5, 3.9.3: refused
      throw new MqttException(code);
    }
  }

  void publishState(HostState state) throws MqttException {
    client
        .publish(state.topic(), message(state.online()))
        .waitForCompletion(CONNECT_PATIENCE.toMillis());
  }

  /** QoS 0, as Sparkplug wants commands. */
  void publish(String topic, byte[] payload) throws MqttException {
    client.publish(topic, new MqttMessage(payload, 0, false, null));
  }

  /** The next message; empty when none came in time, or the connection is lost. */
  Optional<Arrival> next(Duration patience) throws InterruptedException {
    Arrival next = arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      return Optional.empty();
    }
    waitingBytes.addAndGet(-next.payload().length);
    return Optional.of(next);
  }

  boolean isLost() {
    return lost;
  }

  /** Says goodbye as a host does (state offline), then ends the connection. */
  void leave(HostState state, long now) {
    try {
      client
          .publish(state.topic(), message(state.leaving(now)))
          .waitForCompletion(Duration.ofSeconds(2).toMillis());
    } catch (MqttException e) {
      lost = true; // the will says the same
    }
    close();
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 1000, true);
    } catch (MqttException e) {
      lost = true; // it was not connected: nothing to end
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException("MQTT client: cannot be closed", e);
    }
  }

  /** Called by Paho's threads: hands over and returns. */
  private final class Callback implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      byte[] payload = message.getPayload();
      if (!admission.admits(topic, payload.length, message.isRetained())) {
        return;
      }
      boolean fits = waitingBytes.addAndGet(payload.length) <= MAX_WAITING_BYTES;
      if (!fits || !arrivals.offer(new Arrival(topic, payload))) {
        waitingBytes.addAndGet(-payload.length);
        admission.overflowed(topic);
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      lost = true;
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      lost = true;
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
