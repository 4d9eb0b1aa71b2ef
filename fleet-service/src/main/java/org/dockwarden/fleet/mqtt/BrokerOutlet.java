package org.dockwarden.fleet.mqtt;

import java.io.IOException;
import java.util.List;
import org.dockwarden.fleet.command.CommandOutlet;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockTable;

/** Sends to a dock at the broker where it was last heard. */
public final class BrokerOutlet implements CommandOutlet {
  private final DockTable docks;
  private final List<BrokerListener> brokers;

  /**
   * @param brokers may still grow until the first message is sent
   */
  public BrokerOutlet(DockTable docks, List<BrokerListener> brokers) {
    this.docks = docks;
    this.brokers = brokers;
  }

  @Override
  public void publish(DockKey dock, String topic, byte[] payload) throws IOException {
    String heardAt = docks.brokerOf(dock).orElse("");
    for (BrokerListener broker : brokers) {
      if (broker.url().equals(heardAt)) {
        broker.publish(topic, payload);
        return;
      }
    }
    throw new IOException(dock + ": was heard at no broker of this service");
  }
}
