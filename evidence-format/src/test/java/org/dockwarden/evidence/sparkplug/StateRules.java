package org.dockwarden.evidence.sparkplug;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;

/** What hosts say of themselves. */
final class StateRules {
  private static final int MAX_BYTES = 1024;

  private static final List<String> TOPIC =
      List.of(
          "tck-id-host-topic-phid-birth-topic",
          "tck-id-host-topic-phid-death-topic",
          "tck-id-operational-behavior-host-application-connect-birth-topic",
          "tck-id-operational-behavior-host-application-death-topic");
  private static final List<String> BIRTH_QOS =
      List.of(
          "tck-id-host-topic-phid-birth-qos",
          "tck-id-payloads-state-birth",
          "tck-id-operational-behavior-host-application-connect-birth-qos");
  private static final List<String> BIRTH_RETAIN =
      List.of(
          "tck-id-host-topic-phid-birth-retain",
          "tck-id-payloads-state-birth",
          "tck-id-operational-behavior-host-application-connect-birth-retained");
  private static final List<String> DEATH_QOS =
      List.of(
          "tck-id-host-topic-phid-death-qos",
          "tck-id-operational-behavior-host-application-death-qos");
  private static final List<String> DEATH_RETAIN =
      List.of(
          "tck-id-host-topic-phid-death-retain",
          "tck-id-operational-behavior-host-application-death-retained");

  /** Nobody can say whether it was to be a birth or a death. */
  private static final List<String> PAYLOAD =
      List.of(
          "tck-id-host-topic-phid-birth-payload",
          "tck-id-payloads-state-birth-payload",
          "tck-id-message-flow-phid-sparkplug-state-publish-payload",
          "tck-id-operational-behavior-host-application-connect-birth-payload",
          "tck-id-host-topic-phid-death-payload",
          "tck-id-operational-behavior-host-application-death-payload");

  private static final List<String> GOODBYE =
      List.of(
          "tck-id-operational-behavior-host-application-termination",
          "tck-id-host-topic-phid-death-payload-timestamp-disconnect-clean");

  private static final List<String> PRESENCE =
      List.of(
          "tck-id-intro-sparkplug-host-state",
          "tck-id-components-ph-state",
          "tck-id-conformance-primary-host");

  private final Breaches breaches;
  private final Set<String> online = new HashSet<>();
  private final Set<String> offline = new HashSet<>();

  StateRules(Breaches breaches) {
    this.breaches = breaches;
  }

  void message(String topic, byte[] payload, int qos, boolean isRetained) {
    String[] levels = topic.split("/", -1);
    if (levels.length != 3 || levels[2].isEmpty()) {
      breaches.note(topic, TOPIC, "not spBv1.0/STATE/HOST");
      breaches.note(
          topic,
          "tck-id-topic-structure-namespace-device-id-non-associated-message-types",
          levels.length + " levels");
      return;
    }
    try {
      JsonObjectReader state = JsonObjectReader.of(StrictJson.read(payload, MAX_BYTES));
      boolean isOnline = state.bool("online");
      state.integer("timestamp", 0, Long.MAX_VALUE);
      state.finish();
      envelope(topic, isOnline, qos, isRetained);
      (isOnline ? online : offline).add(levels[2]);
      (isOnline ? offline : online).remove(levels[2]);
    } catch (EvidenceException e) {
      breaches.note(topic, PAYLOAD, e);
    }
  }

  private void envelope(String topic, boolean isOnline, int qos, boolean isRetained) {
    if (qos != 1) {
      breaches.note(topic, isOnline ? BIRTH_QOS : DEATH_QOS, "QoS " + qos);
    }
    if (!isRetained) {
      breaches.note(topic, isOnline ? BIRTH_RETAIN : DEATH_RETAIN, "not retained");
    }
  }

  /** A host has come to be: it has to have said so. */
  void requireOnline(String host) {
    if (!online.contains(host)) {
      breaches.note(host, PRESENCE, "did not say that it is online");
    }
  }

  /** A host has left on purpose: it has to have said so. */
  void requireOffline(String host) {
    if (!offline.contains(host)) {
      breaches.note(host, GOODBYE, "did not say that it is offline");
    }
  }
}
