package org.dockwarden.fleet.command;

import java.io.IOException;
import org.dockwarden.fleet.dock.DockKey;

/** Where messages to docks leave this service. Thread-safe. */
@FunctionalInterface
public interface CommandOutlet {
  /**
   * Hands a message over to the connection of the broker where the dock was last heard: QoS 0, not
   * retained (tck-id-payloads-ncmd-qos, tck-id-payloads-ncmd-retain, and of DCMD the same).
   *
   * @throws IOException when that broker is not connected
   */
  void publish(DockKey dock, String topic, byte[] payload) throws IOException;
}
