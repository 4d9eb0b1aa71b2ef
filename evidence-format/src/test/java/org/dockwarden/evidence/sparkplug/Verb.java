package org.dockwarden.evidence.sparkplug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A kind of message of Sparkplug B, with the assertions about its envelope. */
enum Verb {
  NBIRTH(
      false,
      Part.TOPIC.of(
          "tck-id-topics-nbirth-topic", "tck-id-message-flow-edge-node-birth-publish-nbirth-topic"),
      Part.QOS.of(
          "tck-id-topics-nbirth-mqtt",
          "tck-id-payloads-nbirth-qos",
          "tck-id-message-flow-edge-node-birth-publish-nbirth-qos"),
      Part.RETAIN.of(
          "tck-id-topics-nbirth-mqtt",
          "tck-id-payloads-nbirth-retain",
          "tck-id-message-flow-edge-node-birth-publish-nbirth-retained"),
      Part.PAYLOAD.of("tck-id-message-flow-edge-node-birth-publish-nbirth-payload"),
      Part.TIMESTAMP.of("tck-id-topics-nbirth-timestamp", "tck-id-payloads-nbirth-timestamp"),
      Part.SEQ.of(
          "tck-id-payloads-sequence-num-always-included",
          "tck-id-payloads-nbirth-seq",
          "tck-id-payloads-sequence-num-req-nbirth",
          "tck-id-topics-nbirth-seq-num",
          "tck-id-message-flow-edge-node-birth-publish-nbirth-payload-seq")),
  NDATA(
      false,
      Part.TOPIC.of("tck-id-topics-ndata-topic"),
      Part.QOS.of("tck-id-topics-ndata-mqtt", "tck-id-payloads-ndata-qos"),
      Part.RETAIN.of("tck-id-topics-ndata-mqtt", "tck-id-payloads-ndata-retain"),
      Part.TIMESTAMP.of("tck-id-topics-ndata-timestamp", "tck-id-payloads-ndata-timestamp"),
      Part.SEQ.of("tck-id-payloads-sequence-num-always-included", "tck-id-payloads-ndata-seq"),
      Part.NEXT.of("tck-id-topics-ndata-seq-num", "tck-id-payloads-ndata-seq-inc"),
      Part.EMPTY.of("tck-id-topics-ndata-payload"),
      Part.EARLY.of("tck-id-payloads-ndata-order")),
  NDEATH(
      false,
      Part.TOPIC.of(
          "tck-id-topics-ndeath-topic",
          "tck-id-message-flow-edge-node-birth-publish-will-message-topic"),
      Part.RETAIN.of(
          "tck-id-payloads-ndeath-will-message-retain",
          "tck-id-message-flow-edge-node-birth-publish-will-message-will-retained"),
      Part.PAYLOAD.of("tck-id-message-flow-edge-node-birth-publish-will-message-payload"),
      Part.SEQ.of("tck-id-topics-ndeath-seq", "tck-id-payloads-ndeath-seq")),
  DBIRTH(
      true,
      Part.TOPIC.of(
          "tck-id-topics-dbirth-topic", "tck-id-message-flow-device-birth-publish-dbirth-topic"),
      Part.QOS.of(
          "tck-id-topics-dbirth-mqtt",
          "tck-id-payloads-dbirth-qos",
          "tck-id-message-flow-device-birth-publish-dbirth-qos"),
      Part.RETAIN.of(
          "tck-id-topics-dbirth-mqtt",
          "tck-id-payloads-dbirth-retain",
          "tck-id-message-flow-device-birth-publish-dbirth-retained"),
      Part.PAYLOAD.of("tck-id-message-flow-device-birth-publish-dbirth-payload"),
      Part.TIMESTAMP.of("tck-id-topics-dbirth-timestamp", "tck-id-payloads-dbirth-timestamp"),
      Part.SEQ.of("tck-id-payloads-sequence-num-always-included", "tck-id-payloads-dbirth-seq"),
      Part.NEXT.of(
          "tck-id-topics-dbirth-seq",
          "tck-id-payloads-dbirth-seq-inc",
          "tck-id-message-flow-device-birth-publish-dbirth-payload-seq")),
  DDATA(
      true,
      Part.TOPIC.of("tck-id-topics-ddata-topic"),
      Part.QOS.of("tck-id-topics-ddata-mqtt", "tck-id-payloads-ddata-qos"),
      Part.RETAIN.of("tck-id-topics-ddata-mqtt", "tck-id-payloads-ddata-retain"),
      Part.TIMESTAMP.of("tck-id-topics-ddata-timestamp", "tck-id-payloads-ddata-timestamp"),
      Part.SEQ.of("tck-id-payloads-sequence-num-always-included", "tck-id-payloads-ddata-seq"),
      Part.NEXT.of("tck-id-topics-ddata-seq-num", "tck-id-payloads-ddata-seq-inc"),
      Part.EMPTY.of("tck-id-topics-ddata-payload"),
      Part.EARLY.of("tck-id-payloads-ddata-order")),
  DDEATH(
      true,
      Part.TOPIC.of("tck-id-topics-ddeath-topic"),
      Part.QOS.of("tck-id-topics-ddeath-mqtt"),
      Part.RETAIN.of("tck-id-topics-ddeath-mqtt"),
      Part.TIMESTAMP.of("tck-id-payloads-ddeath-timestamp"),
      Part.SEQ.of(
          "tck-id-payloads-sequence-num-always-included",
          "tck-id-payloads-ddeath-seq",
          "tck-id-payloads-ddeath-seq-number"),
      Part.NEXT.of("tck-id-topics-ddeath-seq-num", "tck-id-payloads-ddeath-seq-inc")),
  NCMD(
      false,
      Part.TOPIC.of(
          "tck-id-topics-ncmd-topic", "tck-id-operational-behavior-data-commands-ncmd-verb"),
      Part.QOS.of("tck-id-topics-ncmd-mqtt", "tck-id-payloads-ncmd-qos"),
      Part.RETAIN.of("tck-id-topics-ncmd-mqtt", "tck-id-payloads-ncmd-retain"),
      Part.TIMESTAMP.of("tck-id-topics-ncmd-timestamp", "tck-id-payloads-ncmd-timestamp"),
      Part.SEQ.of("tck-id-payloads-ncmd-seq"),
      Part.EMPTY.of("tck-id-topics-ncmd-payload"),
      Part.NAME.of("tck-id-operational-behavior-data-commands-ncmd-metric-name"),
      Part.VALUE.of("tck-id-operational-behavior-data-commands-ncmd-metric-value")),
  DCMD(
      true,
      Part.TOPIC.of(
          "tck-id-topics-dcmd-topic", "tck-id-operational-behavior-data-commands-dcmd-verb"),
      Part.QOS.of("tck-id-topics-dcmd-mqtt", "tck-id-payloads-dcmd-qos"),
      Part.RETAIN.of("tck-id-topics-dcmd-mqtt", "tck-id-payloads-dcmd-retain"),
      Part.TIMESTAMP.of("tck-id-topics-dcmd-timestamp", "tck-id-payloads-dcmd-timestamp"),
      Part.SEQ.of("tck-id-payloads-dcmd-seq"),
      Part.EMPTY.of("tck-id-topics-dcmd-payload"),
      Part.NAME.of("tck-id-operational-behavior-data-commands-dcmd-metric-name"),
      Part.VALUE.of("tck-id-operational-behavior-data-commands-dcmd-metric-value"));

  /** What of a message an assertion is about. */
  enum Part {
    TOPIC,
    QOS,
    RETAIN,
    /** It cannot be decoded. */
    PAYLOAD,
    TIMESTAMP,
    /** A number that is missing, wrong in itself, or there where there has to be none. */
    SEQ,
    /** A number that does not follow the one before. */
    NEXT,
    EMPTY,
    /** Data between the births. */
    EARLY,
    NAME,
    VALUE;

    Rule of(String... ids) {
      return new Rule(this, List.of(ids));
    }
  }

  /** Assertions about a part. */
  record Rule(Part part, List<String> ids) {
    Rule {
      ids = List.copyOf(ids);
    }
  }

  private final boolean isOfDevice;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
  private final List<Rule> rules;

  Verb(boolean isOfDevice, Rule... rules) {
    this.isOfDevice = isOfDevice;
    this.rules = List.of(rules);
  }

  boolean isOfDevice() {
    return isOfDevice;
  }

  /** A word of a host; the others are an edge node's. */
  boolean isCommand() {
    return this == NCMD || this == DCMD;
  }

  /** NDEATH and commands have no sequence number. */
  boolean isNumbered() {
    return this != NDEATH && !isCommand();
  }

  List<String> ids(Part part) {
    List<String> ids = new ArrayList<>();
    rules.stream().filter(rule -> rule.part() == part).forEach(rule -> ids.addAll(rule.ids()));
    return ids;
  }

  static Optional<Verb> of(String text) {
    for (Verb verb : values()) {
      if (verb.name().equals(text)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
