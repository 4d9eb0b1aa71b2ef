package org.dockwarden.agent.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection by Paho. */
final class BrokerLink implements Link {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);

  /** A silent broker is given up after this; the library's own time-out does not cover it. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int KEEP_ALIVE_SECONDS = 30;

  /** MQTT 5, 3.9.3: reason codes from here on are refusals. */
  private static final int REFUSED = 0x80;

  /** MQTT 5, 3.14.2.1: disconnect with will message. */
  private static final int WITH_WILL = 0x04;

  /** What waits to be looked at (H-23). */
  private static final int MAX_WAITING = 16;

  private final MqttAsyncClient client;
  private final BlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>(MAX_WAITING);
  private volatile boolean lost;

  private BrokerLink(MqttAsyncClient client) {
    this.client = client;
  }

  /** Connects and subscribes, or fails within the patience. */
  static BrokerLink open(
      String broker,
      String clientId,
      Optional<SSLSocketFactory> tls,
      Will will,
      List<String> topics)
      throws MqttException {
    MqttAsyncClient client = new MqttAsyncClient(broker, clientId, new MemoryPersistence());
    BrokerLink link = new BrokerLink(client);
    client.setCallback(link.new Callback());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout((int) PATIENCE.toSeconds());
    options.setTopicAliasMaximum(0);
    options.setWill(will.topic(), new MqttMessage(will.payload(), 1, false, null));
    tls.ifPresent(options::setSocketFactory);
    try {
      client.connect(options).waitForCompletion(PATIENCE.toMillis());
      for (String topic : topics) {
        link.subscribe(topic);
      }
      return link;
    } catch (MqttException e) {
      link.close();
      throw e;
    }
  }

  private void subscribe(String topic) throws MqttException {
    IMqttToken token = client.subscribe(topic, 1);
    token.waitForCompletion(PATIENCE.toMillis());
    int code = token.getReasonCodes()[0];
    if (code >= REFUSED) {
      throw new MqttException(code);
    }
  }

  @Override
  public void publish(String topic, byte[] payload) throws MqttException {
    client
        .publish(topic, new MqttMessage(payload, 0, false, null))
        .waitForCompletion(PATIENCE.toMillis());
  }

  @Override
  public void disconnect() throws MqttException {
    client
        .disconnect(0, null, null, WITH_WILL, new MqttProperties())
        .waitForCompletion(PATIENCE.toMillis());
  }

  @Override
  public boolean isLost() {
    return lost || !client.isConnected();
  }

  @Override
  public Optional<Incoming> await(Duration time) throws InterruptedException {
    return Optional.ofNullable(incoming.poll(time.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void nudge() {
    if (incoming.isEmpty() && !incoming.offer(Incoming.NUDGE)) {
      LOG.debug("somebody else ended the wait");
    }
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 1000, true);
    } catch (MqttException e) {
      lost = true; // It was not connected: nothing to end.
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException("MQTT client: cannot be closed", e);
    }
  }

  /** Called by the library's threads: notes and returns. */
  private final class Callback implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (!incoming.offer(new Incoming(topic, message.getPayload(), message.isRetained()))) {
        LOG.warn("{}: dropped, {} messages wait already", topic, MAX_WAITING);
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      lost = true;
      nudge();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      lost = true;
      nudge();
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
