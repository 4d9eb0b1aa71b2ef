package org.dockwarden.evidence.sparkplug;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.sparkplug.SparkplugValue.BooleanValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.IntegerValue;
import org.dockwarden.evidence.sparkplug.Verb.Part;

/**
 * Watches what edge nodes and hosts say, stricter than the known conformance kits: it follows each
 * node through its sessions, and notes every breach with the assertion's id. It is given every
 * message of {@code spBv1.0/#} in the order in which a broker hands them out. What only a broker
 * sees of a connection is {@link SessionRules}'. Thread-safe.
 */
public final class SparkplugChecker {
  private static final String BD_SEQ = "bdSeq";
  private static final String REBIRTH = "Node Control/Rebirth";
  private static final int COUNT = SparkplugPayload.MAX_SEQ + 1;

  private static final List<String> BD_SEQ_MISSING =
      List.of("tck-id-topics-nbirth-bdseq-included", "tck-id-payloads-nbirth-bdseq");
  private static final List<String> BD_SEQ_OF_ANOTHER =
      List.of(
          "tck-id-payloads-nbirth-bdseq-repeat",
          "tck-id-operational-behavior-data-commands-rebirth-action-3",
          "tck-id-message-flow-edge-node-birth-publish-nbirth-payload-bdSeq",
          "tck-id-intro-edge-node-id-uniqueness",
          "tck-id-topic-structure-namespace-unique-edge-node-descriptor",
          "tck-id-payloads-nbirth-edge-node-descriptor");
  private static final List<String> REBIRTH_METRIC =
      List.of(
          "tck-id-topics-nbirth-rebirth-metric",
          "tck-id-payloads-nbirth-rebirth-req",
          "tck-id-operational-behavior-data-commands-rebirth-name");
  private static final List<String> GROUP_NAME =
      List.of(
          "tck-id-topic-structure-namespace-valid-group-id",
          "tck-id-intro-group-id-string",
          "tck-id-intro-group-id-chars");
  private static final List<String> NODE_NAME =
      List.of(
          "tck-id-topic-structure-namespace-valid-edge-node-id",
          "tck-id-intro-edge-node-id-string",
          "tck-id-intro-edge-node-id-chars");
  private static final List<String> DEVICE_NAME =
      List.of(
          "tck-id-topic-structure-namespace-valid-device-id",
          "tck-id-intro-device-id-string",
          "tck-id-intro-device-id-chars");
  private static final List<String> ORDER =
      List.of(
          "tck-id-principles-birth-certificates-order",
          "tck-id-message-flow-edge-node-birth-publish-connect");

  private final Map<String, Node> nodes = new HashMap<>();
  private final Breaches ofNodes = new Breaches();
  private final Breaches ofHosts = new Breaches();
  private final MetricRules metrics;
  private final StateRules states = new StateRules(ofHosts);
  private long messages;

  /** What is known of a node. */
  private static final class Node {
    private OptionalLong bdSeq = OptionalLong.empty();
    private OptionalLong deadBdSeq = OptionalLong.empty();
    private boolean isAlive;
    private boolean hasTold;
    private int lastSeq;
    private final MetricRules.Known metrics = new MetricRules.Known();
    private final Map<String, Device> devices = new HashMap<>();
  }

  /** What is known of a device. */
  private static final class Device {
    private final MetricRules.Known metrics = new MetricRules.Known();
    private boolean isAlive;
  }

  /** For docks whose clocks may be anything. */
  public SparkplugChecker() {
    metrics = new MetricRules(ofNodes, Optional.empty());
  }

  /** Times have to be those of this clock, within some minutes. */
  public SparkplugChecker(InstantSource clock) {
    metrics = new MetricRules(ofNodes, Optional.of(clock));
  }

  /** A message, with the QoS and retained flag that it was published with. */
  public synchronized void message(String topic, byte[] payload, int qos, boolean isRetained) {
    String[] levels = topic.split("/", -1);
    if (!levels[0].equals("spBv1.0")) {
      ofNodes.note(topic, "tck-id-topic-structure-namespace-a", levels[0]);
    }
    if (levels.length > 1 && levels[1].equals("STATE")) {
      states.message(topic, payload, qos, isRetained);
      return;
    }
    messages++;
    Optional<Verb> verb = levels.length > 2 ? Verb.of(levels[2]) : Optional.empty();
    if (verb.isEmpty()) {
      ofNodes.note(topic, "tck-id-topic-structure", "no message of Sparkplug");
      return;
    }
    Breaches breaches = verb.get().isCommand() ? ofHosts : ofNodes;
    if (isWellNamed(breaches, topic, verb.get(), levels)) {
      envelope(breaches, topic, verb.get(), qos, isRetained);
      decoded(breaches, topic, verb.get(), payload)
          .ifPresent(it -> take(topic, verb.get(), levels, it));
    }
  }

  private static boolean isWellNamed(Breaches breaches, String topic, Verb verb, String[] levels) {
    boolean isDeep = levels.length == (verb.isOfDevice() ? 5 : 4);
    if (!isDeep) {
      breaches.note(topic, "tck-id-topic-structure", levels.length + " levels");
      breaches.note(topic, verb.ids(Part.TOPIC), levels.length + " levels");
      breaches.note(
          topic,
          verb.isOfDevice()
              ? "tck-id-topic-structure-namespace-device-id-associated-message-types"
              : "tck-id-topic-structure-namespace-device-id-non-associated-message-types",
          levels.length + " levels");
      return false;
    }
    name(breaches, topic, GROUP_NAME, levels[1]);
    name(breaches, topic, NODE_NAME, levels[3]);
    if (verb.isOfDevice()) {
      name(breaches, topic, DEVICE_NAME, levels[4]);
    }
    return true;
  }

  /** No wildcard, and nothing that is no text: U+FFFD stands for broken UTF-8. */
  private static void name(Breaches breaches, String topic, List<String> ids, String name) {
    if (name.isEmpty() || name.chars().anyMatch(it -> "+#\0\ufffd".indexOf(it) >= 0)) {
      breaches.note(topic, ids, name);
    }
  }

  private static void envelope(
      Breaches breaches, String topic, Verb verb, int qos, boolean isRetained) {
    if (qos != 0 && verb != Verb.NDEATH) { // as the will of a connection it has QoS 1
      breaches.note(topic, verb.ids(Part.QOS), "QoS " + qos);
    }
    if (isRetained) {
      breaches.note(topic, verb.ids(Part.RETAIN), "retained");
    }
  }

  private Optional<SparkplugPayload> decoded(
      Breaches breaches, String topic, Verb verb, byte[] bytes) {
    try {
      SparkplugPayload payload = SparkplugCodec.decode(bytes);
      if (payload.timestamp().isEmpty()) {
        breaches.note(topic, verb.ids(Part.TIMESTAMP), "no timestamp");
      }
      if (payload.seq().isPresent() != verb.isNumbered()) {
        breaches.note(topic, verb.ids(Part.SEQ), "seq " + payload.seq());
      }
      if (!verb.isCommand() && payload.timestamp().isPresent()) {
        metrics.utc(topic, "tck-id-payloads-timestamp-in-UTC", payload.timestamp().get());
      }
      return Optional.of(payload);
    } catch (EvidenceException e) {
      List<String> ids = verb.ids(Part.PAYLOAD);
      breaches.note(topic, ids.isEmpty() ? List.of("H-3") : ids, e);
      return Optional.empty();
    }
  }

  private void take(String topic, Verb verb, String[] levels, SparkplugPayload payload) {
    String key = levels[1] + "/" + levels[3];
    Node node = nodes.get(key);
    if (node == null) {
      nodes.keySet().stream()
          .filter(other -> other.toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT)))
          .forEach(other -> ofNodes.note(topic, "tck-id-case-sensitivity-sparkplug-ids", other));
      node = new Node();
      nodes.put(key, node);
    }
    switch (verb) {
      case NBIRTH -> nodeBirth(topic, node, payload);
      case NDATA -> nodeWords(topic, node, payload);
      case NDEATH -> nodeDeath(topic, node, payload);
      case DBIRTH -> deviceBirth(topic, node, levels[4], payload);
      case DDATA -> deviceWords(topic, node, levels[4], payload);
      case DDEATH -> deviceDeath(topic, node, levels[4], payload);
      case NCMD -> command(topic, verb, payload, node.metrics);
      case DCMD -> {
        Device device = node.devices.get(levels[4]);
        command(topic, verb, payload, device == null ? new MetricRules.Known() : device.metrics);
      }
    }
  }

  private void command(String topic, Verb verb, SparkplugPayload payload, MetricRules.Known known) {
    if (payload.metrics().isEmpty()) {
      ofHosts.note(topic, verb.ids(Part.EMPTY), "no metrics");
    }
    for (SparkplugMetric metric : payload.metrics()) {
      String name = metric.name().orElse("");
      Optional<SparkplugType> type = known.type(name);
      if (name.equals(REBIRTH)) {
        rebirthRequest(topic, verb, metric);
      } else if (type.isEmpty()) {
        ofHosts.note(topic, verb.ids(Part.NAME), metric);
        if (name.toLowerCase(Locale.ROOT).contains("rebirth")) {
          ofHosts.note(topic, "tck-id-operational-behavior-data-commands-ncmd-rebirth-name", name);
        }
      } else if (!MetricRules.fits(type.get(), metric.value())) {
        ofHosts.note(topic, verb.ids(Part.VALUE), metric + " to " + type.get());
      }
    }
  }

  private void rebirthRequest(String topic, Verb verb, SparkplugMetric metric) {
    if (verb != Verb.NCMD) {
      ofHosts.note(
          topic, "tck-id-operational-behavior-data-commands-ncmd-rebirth-verb", verb.name());
    }
    if (!metric.value().equals(new BooleanValue(true))) {
      ofHosts.note(
          topic, "tck-id-operational-behavior-data-commands-ncmd-rebirth-value", metric.value());
    }
  }

  private void nodeBirth(String topic, Node node, SparkplugPayload payload) {
    if (payload.seq().orElse(0) != 0) {
      ofNodes.note(topic, "tck-id-topics-nbirth-seq-num", "seq " + payload.seq());
    }
    node.lastSeq = 0;
    OptionalLong bdSeq = bdSeq(payload);
    if (bdSeq.isEmpty()) {
      ofNodes.note(topic, BD_SEQ_MISSING, "no bdSeq");
    } else if (node.isAlive && !bdSeq.equals(node.bdSeq)) {
      ofNodes.note(topic, BD_SEQ_OF_ANOTHER, node.bdSeq + " then " + bdSeq);
    } else if (!node.isAlive && !follows(node, bdSeq.getAsLong())) {
      ofNodes.note(topic, "tck-id-topics-nbirth-bdseq-increment", node.bdSeq + " then " + bdSeq);
    }
    node.bdSeq = bdSeq;
    node.isAlive = true;
    node.hasTold = false;
    node.devices.values().forEach(device -> device.isAlive = false);
    metrics.born(topic, Verb.NBIRTH, payload, node.metrics);
    rebirthMetric(topic, payload);
  }

  private void rebirthMetric(String topic, SparkplugPayload payload) {
    Optional<SparkplugMetric> metric =
        payload.metrics().stream().filter(it -> it.name().equals(Optional.of(REBIRTH))).findFirst();
    if (metric.isEmpty()) {
      ofNodes.note(topic, REBIRTH_METRIC, "no " + REBIRTH);
      return;
    }
    if (!metric.get().type().equals(Optional.of(SparkplugType.BOOLEAN))) {
      ofNodes.note(
          topic, "tck-id-operational-behavior-data-commands-rebirth-datatype", metric.get());
    }
    if (!metric.get().value().equals(new BooleanValue(false))) {
      ofNodes.note(topic, "tck-id-operational-behavior-data-commands-rebirth-value", metric.get());
    }
    if (metric.get().alias().isPresent()) {
      ofNodes.note(
          topic, "tck-id-operational-behavior-data-commands-rebirth-name-aliases", metric.get());
    }
  }

  /** Every connection takes a number; some end before their birth. */
  private static boolean follows(Node node, long bdSeq) {
    return node.bdSeq.isEmpty()
        || (bdSeq != node.bdSeq.getAsLong()
            && Math.floorMod(bdSeq - node.bdSeq.getAsLong(), COUNT) <= COUNT / 2);
  }

  static OptionalLong bdSeq(SparkplugPayload payload) {
    return payload.metrics().stream()
        .filter(metric -> metric.name().equals(Optional.of(BD_SEQ)))
        .filter(metric -> metric.type().equals(Optional.of(SparkplugType.INT64)))
        .filter(metric -> metric.value() instanceof IntegerValue)
        .mapToLong(metric -> ((IntegerValue) metric.value()).value())
        .filter(number -> number >= 0 && number < COUNT)
        .findFirst();
  }

  private void nodeWords(String topic, Node node, SparkplugPayload payload) {
    if (!node.isAlive) {
      ofNodes.note(topic, ORDER, "data before birth");
      ofNodes.note(topic, Verb.NDATA.ids(Part.EARLY), "data before birth");
      return;
    }
    node.hasTold = true;
    next(topic, Verb.NDATA, node, payload);
    metrics.told(topic, Verb.NDATA, payload, node.metrics);
  }

  private void deviceBirth(String topic, Node node, String name, SparkplugPayload payload) {
    if (!node.isAlive) {
      ofNodes.note(
          topic,
          List.of(
              "tck-id-message-flow-device-birth-publish-nbirth-wait",
              "tck-id-message-flow-device-birth-publish-dbirth-match-edge-node-topic"),
          "no NBIRTH");
      return;
    }
    if (node.hasTold) {
      ofNodes.note(topic, "tck-id-payloads-dbirth-order", "data before this birth");
    }
    next(topic, Verb.DBIRTH, node, payload);
    Device device = node.devices.computeIfAbsent(name, _ -> new Device());
    if (device.isAlive) {
      ofNodes.note(topic, "tck-id-topic-structure-namespace-unique-device-id", "born twice");
    }
    device.isAlive = true;
    metrics.born(topic, Verb.DBIRTH, payload, device.metrics);
  }

  private void deviceWords(String topic, Node node, String name, SparkplugPayload payload) {
    Device device = node.devices.get(name);
    if (!node.isAlive || device == null || !device.isAlive) {
      ofNodes.note(topic, Verb.DDATA.ids(Part.EARLY), "unborn");
      return;
    }
    node.hasTold = true;
    next(topic, Verb.DDATA, node, payload);
    metrics.told(topic, Verb.DDATA, payload, device.metrics);
  }

  private void deviceDeath(String topic, Node node, String name, SparkplugPayload payload) {
    Device device = node.devices.get(name);
    if (!node.isAlive || device == null || !device.isAlive) {
      ofNodes.note(topic, "tck-id-operational-behavior-device-ddeath", "death of the unborn");
      return;
    }
    next(topic, Verb.DDEATH, node, payload);
    device.isAlive = false;
  }

  private void nodeDeath(String topic, Node node, SparkplugPayload payload) {
    OptionalLong bdSeq = bdSeq(payload);
    if (payload.metrics().size() != 1 || bdSeq.isEmpty()) {
      ofNodes.note(
          topic,
          List.of(
              "tck-id-topics-ndeath-payload",
              "tck-id-message-flow-edge-node-birth-publish-will-message-payload-bdSeq"),
          payload.metrics());
      return;
    }
    if (node.isAlive && bdSeq.equals(node.bdSeq)) {
      node.isAlive = false;
      node.deadBdSeq = bdSeq;
    } else if (node.isAlive && follows(node, bdSeq.getAsLong())) {
      ofNodes.note(
          topic,
          List.of("tck-id-payloads-ndeath-bdseq", "tck-id-topics-nbirth-bdseq-matching"),
          bdSeq + " (born with " + node.bdSeq + ")");
    } // Else the will of an older connection, come late: hosts ignore it.
  }

  private void next(String topic, Verb verb, Node node, SparkplugPayload payload) {
    int expected = (node.lastSeq + 1) % COUNT;
    if (payload.seq().orElse(expected) != expected) {
      String what = payload.seq() + " (expected: " + expected + ")";
      ofNodes.note(topic, "tck-id-payloads-sequence-num-incrementing", what);
      ofNodes.note(topic, verb.ids(Part.NEXT), what);
    }
    node.lastSeq = payload.seq().orElse(expected);
  }

  /**
   * A node has disconnected on purpose: its last session has to have ended as H-10 says.
   *
   * @param node {@code GROUP/DOCK}
   */
  public synchronized List<String> breachesOfAnEnd(String node) {
    List<String> all = new ArrayList<>(breaches());
    Node known = nodes.get(node);
    if (known == null || known.isAlive || known.deadBdSeq.isEmpty()) {
      all.add(node + ": tck-id-operational-behavior-edge-node-intentional-disconnect-ndeath: no");
      all.add(node + ": tck-id-payloads-ndeath-will-message-publisher: no NDEATH");
    } else {
      known.devices.forEach(
          (name, device) -> {
            if (device.isAlive) {
              all.add(node + "/" + name + ": no DDEATH before NDEATH (H-10)");
            }
          });
    }
    return all;
  }

  /** Every breach of an edge node so far. */
  public synchronized List<String> breaches() {
    return ofNodes.all();
  }

  /** Every breach of a host so far. */
  public synchronized List<String> breachesOfHosts() {
    return ofHosts.all();
  }

  /** The same, of a host that has to have said by now that it is there, or that it has left. */
  public synchronized List<String> breachesOfHost(String host, boolean hasLeft) {
    if (hasLeft) {
      states.requireOffline(host);
    } else {
      states.requireOnline(host);
    }
    return ofHosts.all();
  }

  /** How many messages to and from edge nodes were looked at. */
  public synchronized long messages() {
    return messages;
  }
}
