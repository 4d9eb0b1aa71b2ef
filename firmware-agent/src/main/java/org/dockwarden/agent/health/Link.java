package org.dockwarden.agent.health;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttException;

/** One connection to one broker, from its attempt to its end; never used again afterwards. */
interface Link extends AutoCloseable {
  /** A message that came, or an empty topic: look around. */
  record Incoming(String topic, byte[] payload, boolean isRetained) {
    static final Incoming NUDGE = new Incoming("", new byte[0], false);
  }

  /** What the broker says when the connection breaks. */
  record Will(String topic, byte[] payload) {}

  /** QoS 0, as Sparkplug wants births and data: a gap is mended by a rebirth. */
  void publish(String topic, byte[] payload) throws MqttException;

  /** On purpose: tck-id-payloads-ndeath-will-message-publisher-disconnect-mqtt50. */
  void disconnect() throws MqttException;

  boolean isLost();

  /** The next message, or nothing within this time. */
  Optional<Incoming> await(Duration time) throws InterruptedException;

  /** Ends a wait: something else happened. Thread-safe. */
  void nudge();

  @Override
  void close();
}
