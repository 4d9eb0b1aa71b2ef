package org.dockwarden.agent.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where the edge node speaks, and as whom.
 *
 * @param primaryHost births wait for this host (H-11)
 * @param startSpread the first attempt comes within it (H-12)
 * @param commands that this dock allows (H-21)
 */
public record NodeSettings(
    List<String> brokers,
    String group,
    String node,
    Optional<String> primaryHost,
    Duration startSpread,
    List<String> commands,
    Optional<SSLSocketFactory> tls) {
  public NodeSettings {
    brokers = List.copyOf(brokers);
    commands = List.copyOf(commands);
  }

  String topic(String type) {
    return "spBv1.0/" + group + "/" + type + "/" + node;
  }

  String topic(String type, Optional<String> device) {
    return device.map(it -> topic("D" + type) + "/" + it).orElseGet(() -> topic("N" + type));
  }
}
