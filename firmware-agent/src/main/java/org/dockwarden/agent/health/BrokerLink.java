package org.dockwarden.agent.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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

/** One connection to one broker, from its attempt to its end; never used again afterwards. */
final class BrokerLink implements AutoCloseable {
  /** A silent broker is given up after this; the library's own time-out does not cover it. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int KEEP_ALIVE_SECONDS = 30;

  /** MQTT 5, 3.9.3: reason codes from here on are refusals. */
  private static final int REFUSED = 0x80;

  private final MqttAsyncClient client;
  private final AtomicBoolean commanded = new AtomicBoolean();
  private volatile boolean lost;

  private BrokerLink(MqttAsyncClient client) {
    this.client = client;
  }

  /**
   * Connects and listens for commands, or fails within the patience.
   *
   * @param will what the broker says when this connection breaks (NDEATH)
   */
  static BrokerLink open(
      String broker,
      String clientId,
      Optional<SSLSocketFactory> tls,
      String willTopic,
      byte[] will,
      String commandTopic)
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
    options.setWill(willTopic, new MqttMessage(will, 1, false, null));
    tls.ifPresent(options::setSocketFactory);
    try {
      client.connect(options).waitForCompletion(PATIENCE.toMillis());
      IMqttToken token = client.subscribe(commandTopic, 1);
      token.waitForCompletion(PATIENCE.toMillis());
      int code = token.getReasonCodes()[0];
      if (code >= REFUSED) {
        throw new MqttException(code);
      }
      return link;
    } catch (MqttException e) {
      link.close();
      throw e;
    }
  }

  /** QoS 0, as Sparkplug wants births and data: a gap is mended by a rebirth. */
  void publish(String topic, byte[] payload) throws MqttException {
    client
        .publish(topic, new MqttMessage(payload, 0, false, null))
        .waitForCompletion(PATIENCE.toMillis());
  }

  boolean isLost() {
    return lost || !client.isConnected();
  }

  /** Whether a command came since the last call; the only one that is known asks for a rebirth. */
  boolean takeCommand() {
    return commanded.getAndSet(false);
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
      commanded.set(true);
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
