package org.dockwarden.demo;

import java.io.IOException;
import java.util.List;
import org.dockwarden.demo.running.Ports;

/** The loopback ports of one run. */
record Addresses(int broker, int gateway, int gatewayAdmin, int fleet, int agent) {
  static Addresses free() throws IOException {
    List<Integer> ports = Ports.free(5);
    return new Addresses(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
  }
}
