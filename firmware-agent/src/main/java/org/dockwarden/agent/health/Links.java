package org.dockwarden.agent.health;

import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Makes connections. */
@FunctionalInterface
interface Links {
  /**
   * Connects and subscribes, or fails soon.
   *
   * @param broker its URL
   */
  Link open(String broker, Link.Will will, List<String> topics) throws MqttException;
}
