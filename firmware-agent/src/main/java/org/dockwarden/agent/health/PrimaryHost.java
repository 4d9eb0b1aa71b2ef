package org.dockwarden.agent.health;

import java.util.OptionalLong;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is heard of the primary host on one broker (H-11), over all connections to it
 * (tck-id-message-flow-edge-node-birth-publish-phid-wait-timestamp). One thread.
 */
final class PrimaryHost {
  private static final Logger LOG = LoggerFactory.getLogger(PrimaryHost.class);
  private static final int MAX_STATE_BYTES = 4096;

  private final String topic;
  private OptionalLong heardAt = OptionalLong.empty();
  private boolean isOnline;
  private boolean isOffline;

  PrimaryHost(String host) {
    this.topic = "spBv1.0/STATE/" + host;
  }

  /** A connection begins: who was there before may be gone, but time does not go back. */
  void connecting() {
    isOnline = false;
    isOffline = false;
  }

  String topic() {
    return topic;
  }

  boolean isOnline() {
    return isOnline;
  }

  /** It said so; saying nothing is neither. */
  boolean isOffline() {
    return isOffline;
  }

  /** Looks at a STATE message; older ones than were heard before count for nothing. */
  void heard(byte[] payload) {
    try {
      JsonObjectReader state = JsonObjectReader.of(StrictJson.read(payload, MAX_STATE_BYTES));
      boolean says = state.bool("online");
      long timestamp = state.integer("timestamp", 0, Long.MAX_VALUE);
      if (heardAt.isPresent() && timestamp < heardAt.getAsLong()) {
        return;
      }
      heardAt = OptionalLong.of(timestamp);
      isOnline = says;
      isOffline = !says;
    } catch (EvidenceException e) {
      LOG.info("{}: ignored: {}", topic, e.getMessage());
    }
  }
}
