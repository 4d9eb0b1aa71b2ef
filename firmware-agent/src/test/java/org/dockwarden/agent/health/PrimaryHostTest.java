package org.dockwarden.agent.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an edge node believes of its primary host (H-11). */
final class PrimaryHostTest {
  private final PrimaryHost host = new PrimaryHost("fleet-1");

  @BeforeEach
  void connect() {
    host.connecting();
  }

  /** tck-id-message-flow-edge-node-birth-publish-phid-wait-id. */
  @Test
  void listensToItsOwnHostOnly() {
    assertEquals("spBv1.0/STATE/fleet-1", host.topic());
  }

  /** tck-id-message-flow-edge-node-birth-publish-phid-wait-online. */
  @Test
  void believesOnlineAndOfflineAndNothingElse() {
    assertFalse(host.isOnline() || host.isOffline());
    says("{\"online\": true, \"timestamp\": 1000}");
    assertTrue(host.isOnline());
    for (String junk :
        new String[] {
          "OFFLINE", "{}", "{\"online\": false}", "{\"online\": 0, \"timestamp\": 9}"
        }) {
      says(junk);
      assertTrue(host.isOnline(), junk);
    }
    says("{\"online\": false, \"timestamp\": 1000}");
    assertTrue(host.isOffline());
  }

  /**
   * tck-id-message-flow-edge-node-birth-publish-phid-wait-timestamp,
   * tck-id-operational-behavior-edge-node-termination-host-offline-timestamp.
   */
  @Test
  void ignoresWhatIsOlderThanTheNewest() {
    says("{\"online\": true, \"timestamp\": 1000}");
    says("{\"online\": false, \"timestamp\": 999}");
    assertTrue(host.isOnline());
    says("{\"online\": false, \"timestamp\": 1001}");
    says("{\"online\": true, \"timestamp\": 1000}");
    assertTrue(host.isOffline());
  }

  /**
   * tck-id-message-flow-edge-node-birth-publish-phid-wait-timestamp: of the node, not of a
   * connection.
   */
  @Test
  void remembersTheNewestOverConnections() {
    says("{\"online\": false, \"timestamp\": 1000}");
    host.connecting();
    assertFalse(host.isOnline() || host.isOffline());
    says("{\"online\": true, \"timestamp\": 999}");
    assertFalse(host.isOnline());
    says("{\"online\": true, \"timestamp\": 1000}");
    assertTrue(host.isOnline());
  }

  private void says(String json) {
    host.heard(json.getBytes(StandardCharsets.UTF_8));
  }
}
