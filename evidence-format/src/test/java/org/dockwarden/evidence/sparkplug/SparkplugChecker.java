package org.dockwarden.evidence.sparkplug;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.sparkplug.SparkplugValue.IntegerValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.UnknownValue;

/**
 * Watches what edge nodes say, stricter than the known conformance kits: it follows each node
 * through its sessions, and notes every breach with the assertion's id. It is given every message
 * of {@code spBv1.0/#} in the order in which a broker hands them out. Thread-safe.
 */
public final class SparkplugChecker {
  private static final String BD_SEQ = "bdSeq";
  private static final int COUNT = SparkplugPayload.MAX_SEQ + 1;

  private final Map<String, Node> nodes = new HashMap<>();
  private final List<String> breaches = new ArrayList<>();
  private long messages;

  /** What is known of a node. */
  private static final class Node {
    private OptionalLong bdSeq = OptionalLong.empty();
    private OptionalLong deadBdSeq = OptionalLong.empty();
    private boolean isAlive;
    private int lastSeq;
    private final Map<String, SparkplugType> metrics = new HashMap<>();
    private final Map<String, Device> devices = new HashMap<>();
  }

  /** What is known of a device. */
  private static final class Device {
    private final Map<String, SparkplugType> metrics = new HashMap<>();
    private boolean isAlive;
  }

  /** A message, with the QoS and retained flag that it was published with. */
  public synchronized void message(String topic, byte[] payload, int qos, boolean isRetained) {
    String[] levels = topic.split("/", -1);
    if (levels.length < 4 || levels[1].equals("STATE")) {
      return;
    }
    messages++;
    if (!levels[0].equals("spBv1.0")) {
      breach(topic, "tck-id-topic-structure-namespace-a", levels[0]);
    }
    SparkplugPayload decoded;
    try {
      decoded = SparkplugCodec.decode(payload);
    } catch (EvidenceException e) {
      breach(topic, "tck-id-message-flow-edge-node-birth-publish-nbirth-payload", "" + e);
      return;
    }
    String type = levels[2];
    boolean isDevice = type.startsWith("D");
    if (levels.length != (isDevice ? 5 : 4)) {
      breach(topic, "tck-id-topic-structure", levels.length + " levels");
      return;
    }
    if (isRetained) {
      breach(topic, "tck-id-payloads-nbirth-retain", "retained");
    }
    Node node = nodes.computeIfAbsent(levels[1] + "/" + levels[3], _ -> new Node());
    switch (type) {
      case "NBIRTH" -> nodeBirth(topic, node, decoded, qos);
      case "NDATA" -> nodeWords(topic, node, decoded, qos);
      case "NDEATH" -> nodeDeath(topic, node, decoded);
      case "DBIRTH" -> deviceBirth(topic, node, levels[4], decoded, qos);
      case "DDATA" -> deviceWords(topic, node, levels[4], decoded, qos);
      case "DDEATH" -> deviceDeath(topic, node, levels[4], decoded, qos);
      case "NCMD", "DCMD" -> command(topic, decoded, qos);
      default -> breach(topic, "tck-id-topic-structure", type);
    }
  }

  private void command(String topic, SparkplugPayload payload, int qos) {
    if (qos != 0) {
      breach(topic, "tck-id-topics-ncmd-mqtt", "QoS " + qos);
    }
    if (payload.timestamp().isEmpty()) {
      breach(topic, "tck-id-payloads-ncmd-timestamp", "no timestamp");
    }
  }

  private void nodeBirth(String topic, Node node, SparkplugPayload payload, int qos) {
    sound(topic, payload, qos);
    if (payload.seq().orElse(-1) != 0) {
      breach(topic, "tck-id-topics-nbirth-seq-num", "seq " + payload.seq());
    }
    node.lastSeq = 0;
    OptionalLong bdSeq = bdSeq(payload);
    if (bdSeq.isEmpty()) {
      breach(topic, "tck-id-topics-nbirth-bdseq-included", "no bdSeq");
    } else if (node.isAlive && !bdSeq.equals(node.bdSeq)) {
      breach(topic, "tck-id-payloads-nbirth-bdseq-repeat", node.bdSeq + " then " + bdSeq);
    } else if (!node.isAlive && !follows(node, bdSeq.getAsLong())) {
      breach(topic, "tck-id-topics-nbirth-bdseq-increment", node.bdSeq + " then " + bdSeq);
    }
    node.bdSeq = bdSeq;
    node.isAlive = true;
    node.devices.values().forEach(device -> device.isAlive = false);
    born(topic, payload, node.metrics);
    if (node.metrics.get("Node Control/Rebirth") != SparkplugType.BOOLEAN) {
      breach(topic, "tck-id-topics-nbirth-rebirth-metric", "no boolean Node Control/Rebirth");
    }
  }

  /** Every connection takes a number; some end before their birth. */
  private static boolean follows(Node node, long bdSeq) {
    return node.bdSeq.isEmpty()
        || (bdSeq != node.bdSeq.getAsLong()
            && Math.floorMod(bdSeq - node.bdSeq.getAsLong(), COUNT) <= COUNT / 2);
  }

  private static OptionalLong bdSeq(SparkplugPayload payload) {
    return payload.metrics().stream()
        .filter(metric -> metric.name().equals(Optional.of(BD_SEQ)))
        .filter(metric -> metric.value() instanceof IntegerValue)
        .mapToLong(metric -> ((IntegerValue) metric.value()).value())
        .findFirst();
  }

  private void born(String topic, SparkplugPayload payload, Map<String, SparkplugType> known) {
    Map<String, SparkplugType> before = Map.copyOf(known);
    known.clear();
    for (SparkplugMetric metric : payload.metrics()) {
      String name = metric.name().orElse("");
      if (name.isEmpty() || metric.alias().isPresent()) {
        breach(topic, "tck-id-payloads-name-requirement", String.valueOf(metric));
      }
      if (metric.type().isEmpty() || metric.value() instanceof UnknownValue) {
        breach(topic, "tck-id-payloads-metric-datatype-req", name);
        continue;
      }
      if (metric.isHistorical()) {
        breach(topic, "tck-id-operational-behavior-data-publish-nbirth-values", name);
      }
      SparkplugType was = before.get(name);
      if (was != null && was != metric.type().get()) {
        breach(topic, "tck-id-payloads-metric-datatype-value", name + " was " + was);
      }
      if (known.put(name, metric.type().get()) != null) {
        breach(topic, "tck-id-topics-nbirth-metrics", name + " twice");
      }
    }
    metricTimes(topic, payload);
  }

  private void metricTimes(String topic, SparkplugPayload payload) {
    payload.metrics().stream()
        .filter(metric -> metric.timestamp().isEmpty())
        .forEach(
            metric -> breach(topic, "tck-id-payloads-name-birth-data-requirement", "" + metric));
  }

  private void nodeWords(String topic, Node node, SparkplugPayload payload, int qos) {
    sound(topic, payload, qos);
    if (!node.isAlive) {
      breach(topic, "tck-id-message-flow-edge-node-birth-publish-connect", "data before birth");
      return;
    }
    next(topic, node, payload);
    told(topic, payload, node.metrics, "tck-id-topics-nbirth-metric-reqs");
  }

  private void deviceBirth(
      String topic, Node node, String name, SparkplugPayload payload, int qos) {
    sound(topic, payload, qos);
    if (!node.isAlive) {
      breach(topic, "tck-id-message-flow-device-birth-publish-nbirth-wait", "no NBIRTH");
      return;
    }
    next(topic, node, payload);
    Device device = node.devices.computeIfAbsent(name, _ -> new Device());
    device.isAlive = true;
    born(topic, payload, device.metrics);
  }

  private void deviceWords(
      String topic, Node node, String name, SparkplugPayload payload, int qos) {
    sound(topic, payload, qos);
    Device device = node.devices.get(name);
    if (!node.isAlive || device == null || !device.isAlive) {
      breach(
          topic, "tck-id-topic-structure-namespace-device-id-associated-message-types", "unborn");
      return;
    }
    next(topic, node, payload);
    told(topic, payload, device.metrics, "tck-id-topics-dbirth-metric-reqs");
  }

  private void deviceDeath(
      String topic, Node node, String name, SparkplugPayload payload, int qos) {
    sound(topic, payload, qos);
    Device device = node.devices.get(name);
    if (!node.isAlive || device == null || !device.isAlive) {
      breach(topic, "tck-id-operational-behavior-device-ddeath", "death of the unborn");
      return;
    }
    next(topic, node, payload);
    device.isAlive = false;
  }

  private void told(
      String topic, SparkplugPayload payload, Map<String, SparkplugType> known, String id) {
    if (payload.metrics().isEmpty()) {
      breach(topic, "tck-id-topics-ndata-payload", "no metrics");
    }
    metricTimes(topic, payload);
    for (SparkplugMetric metric : payload.metrics()) {
      String name = metric.name().orElse("");
      SparkplugType type = known.get(name);
      if (metric.alias().isPresent() || type == null) {
        breach(topic, id, "not in the birth: " + metric);
      } else if (metric.type().isPresent()) {
        breach(topic, "tck-id-payloads-metric-datatype-not-req", name);
      } else if (!fits(type, metric.value())) {
        breach(topic, "tck-id-payloads-metric-datatype-value", name + ": " + metric.value());
      }
    }
    boolean isMixed =
        payload.metrics().stream().map(SparkplugMetric::isHistorical).distinct().count() > 1;
    if (isMixed) {
      breach(topic, "H-17", "historical beside current");
    }
  }

  private static boolean fits(SparkplugType type, SparkplugValue value) {
    return switch (value) {
      case SparkplugValue.NullValue _ -> true;
      case IntegerValue _ -> type == SparkplugType.INT64 || type == SparkplugType.DATE_TIME;
      case SparkplugValue.DecimalValue _ -> type == SparkplugType.DOUBLE;
      case SparkplugValue.BooleanValue _ -> type == SparkplugType.BOOLEAN;
      case SparkplugValue.TextValue _ -> type == SparkplugType.STRING;
      case UnknownValue _ -> false;
    };
  }

  private void nodeDeath(String topic, Node node, SparkplugPayload payload) {
    if (payload.seq().isPresent()) {
      breach(topic, "tck-id-topics-ndeath-seq", "seq " + payload.seq());
    }
    OptionalLong bdSeq = bdSeq(payload);
    if (payload.metrics().size() != 1 || bdSeq.isEmpty()) {
      breach(topic, "tck-id-topics-ndeath-payload", String.valueOf(payload.metrics()));
      return;
    }
    if (node.isAlive && bdSeq.equals(node.bdSeq)) {
      node.isAlive = false;
      node.deadBdSeq = bdSeq;
    } else if (node.isAlive && !follows(node, bdSeq.getAsLong())) {
      return; // The will of an older connection, come late: hosts ignore it.
    } else if (node.isAlive) {
      breach(topic, "tck-id-payloads-ndeath-bdseq", bdSeq + " (born with " + node.bdSeq + ")");
    }
  }

  private void sound(String topic, SparkplugPayload payload, int qos) {
    if (qos != 0) {
      breach(topic, "tck-id-topics-nbirth-mqtt", "QoS " + qos);
    }
    if (payload.timestamp().isEmpty()) {
      breach(topic, "tck-id-payloads-ndata-timestamp", "no timestamp");
    }
  }

  private void next(String topic, Node node, SparkplugPayload payload) {
    int expected = (node.lastSeq + 1) % COUNT;
    if (payload.seq().orElse(-1) != expected) {
      breach(
          topic,
          "tck-id-payloads-sequence-num-incrementing",
          payload.seq() + " (expected: " + expected + ")");
    }
    node.lastSeq = payload.seq().orElse(expected);
  }

  private void breach(String topic, String id, String what) {
    breaches.add(topic + ": " + id + ": " + what);
  }

  /**
   * A node has disconnected on purpose: its last session has to have ended as H-10 says.
   *
   * @param node {@code GROUP/DOCK}
   */
  public synchronized List<String> breachesOfAnEnd(String node) {
    List<String> all = new ArrayList<>(breaches);
    Node known = nodes.get(node);
    if (known == null || known.isAlive || known.deadBdSeq.isEmpty()) {
      all.add(node + ": tck-id-operational-behavior-edge-node-intentional-disconnect-ndeath");
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

  /** Every breach so far. */
  public synchronized List<String> breaches() {
    return List.copyOf(breaches);
  }

  /** How many messages were looked at. */
  public synchronized long messages() {
    return messages;
  }
}
