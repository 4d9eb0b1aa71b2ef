package org.dockwarden.evidence.sparkplug;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.sparkplug.WirePacket.Connect;
import org.dockwarden.evidence.sparkplug.WirePacket.Disconnect;
import org.dockwarden.evidence.sparkplug.WirePacket.Message;
import org.dockwarden.evidence.sparkplug.WirePacket.Publish;
import org.dockwarden.evidence.sparkplug.WirePacket.Subscribe;

/** What only a broker sees: wills, subscriptions, and how a connection begins and ends. */
public final class SessionRules {
  private static final int WITH_WILL = 0x04;
  private static final Pattern STATE =
      Pattern.compile("\\{\"online\":(true|false),\"timestamp\":(\\d+)}");

  private static final String STATE_SUBSCRIBED =
      "tck-id-operational-behavior-primary-application-state-with-multiple-servers-state-subs";

  private final Breaches breaches = new Breaches();
  private final List<WirePacket> packets;

  private SessionRules(List<WirePacket> packets) {
    this.packets = packets;
  }

  /**
   * The breaches of an edge node on one connection.
   *
   * @param before the bdSeq of its connection before, over all brokers
   * @param primaryHost that it is to listen to
   */
  public static List<String> ofNode(
      List<WirePacket> packets,
      String group,
      String node,
      OptionalLong before,
      Optional<String> primaryHost) {
    SessionRules rules = new SessionRules(packets);
    rules.clean("tck-id-principles-persistence-clean-session-50");
    Optional<Message> will =
        rules.will(
            "spBv1.0/" + group + "/NDEATH/" + node,
            false,
            List.of(
                "tck-id-payloads-ndeath-will-message",
                "tck-id-message-flow-edge-node-birth-publish-will-message"),
            List.of("tck-id-message-flow-edge-node-birth-publish-will-message-topic"),
            List.of(
                "tck-id-payloads-ndeath-will-message-qos",
                "tck-id-message-flow-edge-node-birth-publish-will-message-qos"),
            Verb.NDEATH.ids(Verb.Part.RETAIN));
    will.ifPresent(it -> rules.numbered(it, before));
    String commands = "spBv1.0/" + group + "/NCMD/" + node;
    rules.subscribed(commands, "tck-id-message-flow-edge-node-ncmd-subscribe");
    rules.subscribed(
        "spBv1.0/" + group + "/DCMD/" + node + "/+", "tck-id-message-flow-device-dcmd-subscribe");
    primaryHost.ifPresent(host -> rules.subscribed("spBv1.0/STATE/" + host, STATE_SUBSCRIBED));
    rules.nodeEnd(group, node);
    return rules.breaches.all();
  }

  /**
   * The breaches of a host on one connection.
   *
   * @param millis when it connected, within a minute
   */
  public static List<String> ofHost(List<WirePacket> packets, String host, long millis) {
    SessionRules rules = new SessionRules(packets);
    rules.clean("tck-id-message-flow-phid-sparkplug-clean-session-50");
    String topic = "spBv1.0/STATE/" + host;
    Optional<Message> will =
        rules.will(
            topic,
            true,
            List.of(
                "tck-id-host-topic-phid-death-required",
                "tck-id-payloads-state-will-message",
                "tck-id-operational-behavior-host-application-connect-will"),
            List.of("tck-id-operational-behavior-host-application-connect-will-topic"),
            List.of(
                "tck-id-payloads-state-will-message-qos",
                "tck-id-operational-behavior-host-application-connect-will-qos"),
            List.of(
                "tck-id-payloads-state-will-message-retain",
                "tck-id-operational-behavior-host-application-connect-will-retained"));
    OptionalLong stamp = will.map(it -> stamp(it, false)).orElse(OptionalLong.empty());
    if (will.isPresent() && stamp.isEmpty()) {
      rules.note(
          List.of(
              "tck-id-payloads-state-will-message-payload",
              "tck-id-operational-behavior-host-application-connect-will-payload"),
          text(will.get()));
    }
    if (stamp.isPresent() && Math.abs(stamp.getAsLong() - millis) > 60_000) {
      rules.note(List.of("tck-id-host-topic-phid-death-payload-timestamp-connect"), stamp);
    }
    for (String filter : List.of(topic, "spBv1.0/#")) {
      rules.subscribed(
          filter,
          "tck-id-host-topic-phid-birth-sub-required",
          "tck-id-payloads-state-subscribe",
          "tck-id-message-flow-phid-sparkplug-subscription");
    }
    rules.hostBirth(topic, stamp);
    rules.hostEnd(topic, stamp);
    return rules.breaches.all();
  }

  private void note(List<String> ids, Object what) {
    breaches.note("connection", ids, what);
  }

  private void clean(String id) {
    boolean isClean =
        !packets.isEmpty()
            && packets.getFirst() instanceof Connect connect
            && connect.isClean()
            && connect.sessionExpiry() == 0;
    if (!isClean) {
      note(List.of(id), packets.isEmpty() ? "no CONNECT" : packets.getFirst());
    }
  }

  private Optional<Message> will(
      String topic,
      boolean isRetained,
      List<String> there,
      List<String> named,
      List<String> qos,
      List<String> retained) {
    Optional<Message> will =
        packets.stream()
            .filter(Connect.class::isInstance)
            .flatMap(it -> ((Connect) it).will().stream())
            .findFirst();
    if (will.isEmpty()) {
      note(there, "no will");
      return will;
    }
    if (!will.get().topic().equals(topic)) {
      note(named, will.get().topic());
    }
    if (will.get().qos() != 1) {
      note(qos, will.get().qos());
    }
    if (will.get().isRetained() != isRetained) {
      note(retained, will.get().isRetained());
    }
    return will;
  }

  /** Before anything is published, and with QoS 1. */
  private void subscribed(String filter, String... ids) {
    for (WirePacket packet : packets) {
      if (packet instanceof Subscribe(String it, int qos) && it.equals(filter) && qos == 1) {
        return;
      }
      if (packet instanceof Publish) {
        break;
      }
    }
    note(List.of(ids), "no subscription with QoS 1 to " + filter);
  }

  private void numbered(Message will, OptionalLong before) {
    OptionalLong bdSeq = bdSeq(will);
    long expected = (before.orElse(-1) + 1) % (SparkplugPayload.MAX_SEQ + 1);
    if (bdSeq.isEmpty() || bdSeq.getAsLong() != expected) {
      note(
          List.of(
              "tck-id-message-flow-edge-node-birth-publish-will-message-payload-bdSeq",
              "tck-id-topics-nbirth-bdseq-increment"),
          bdSeq + " (expected: " + expected + ")");
    }
    messages().stream()
        .filter(it -> it.topic().contains("/NBIRTH/") && !bdSeq(it).equals(bdSeq))
        .forEach(
            it ->
                note(
                    List.of(
                        "tck-id-topics-nbirth-bdseq-matching",
                        "tck-id-payloads-nbirth-bdseq-repeat",
                        "tck-id-payloads-ndeath-bdseq"),
                    bdSeq(it)));
  }

  /** The number in a will, for the connection after it. */
  public static OptionalLong bdSeq(Message message) {
    try {
      return SparkplugChecker.bdSeq(SparkplugCodec.decode(message.payload()));
    } catch (EvidenceException e) {
      return OptionalLong.empty();
    }
  }

  private List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (WirePacket packet : packets) {
      if (packet instanceof Publish(Message message)) {
        messages.add(message);
      }
    }
    return messages;
  }

  private Optional<Disconnect> end() {
    return packets.stream()
        .filter(Disconnect.class::isInstance)
        .map(Disconnect.class::cast)
        .findFirst();
  }

  private void nodeEnd(String group, String node) {
    if (end().isEmpty()) {
      return;
    }
    if (end().get().reason() != WITH_WILL) {
      note(List.of("tck-id-payloads-ndeath-will-message-publisher-disconnect-mqtt50"), end().get());
    }
    List<Message> messages = messages();
    String death = "spBv1.0/" + group + "/NDEATH/" + node;
    if (messages.isEmpty() || !messages.getLast().topic().equals(death)) {
      note(
          List.of(
              "tck-id-operational-behavior-edge-node-intentional-disconnect-packet",
              "tck-id-operational-behavior-edge-node-intentional-disconnect-ndeath",
              "tck-id-payloads-ndeath-will-message-publisher"),
          "no NDEATH before DISCONNECT");
    }
  }

  private void hostBirth(String topic, OptionalLong stamp) {
    List<Message> messages = messages();
    if (messages.isEmpty()) {
      return;
    }
    Message first = messages.getFirst();
    OptionalLong born = stamp(first, true);
    if (!first.topic().equals(topic) || born.isEmpty()) {
      note(
          List.of(
              "tck-id-host-topic-phid-birth-message",
              "tck-id-host-topic-phid-birth-required",
              "tck-id-principles-birth-certificates-order",
              "tck-id-message-flow-phid-sparkplug-state-publish",
              "tck-id-operational-behavior-host-application-connect-birth",
              "tck-id-operational-behavior-primary-application-state-with-multiple-servers-state"),
          first.topic());
    } else if (!born.equals(stamp)) {
      note(
          List.of(
              "tck-id-host-topic-phid-birth-payload-timestamp",
              "tck-id-message-flow-phid-sparkplug-state-publish-payload-timestamp",
              "tck-id-payloads-state-birth-payload"),
          born + " (expected: " + stamp + ")");
    }
  }

  private void hostEnd(String topic, OptionalLong stamp) {
    if (end().isEmpty()) {
      return;
    }
    List<Message> messages = messages();
    OptionalLong left =
        messages.isEmpty() || !messages.getLast().topic().equals(topic)
            ? OptionalLong.empty()
            : stamp(messages.getLast(), false);
    if (left.isEmpty() || left.getAsLong() < stamp.orElse(0)) {
      note(
          List.of(
              "tck-id-operational-behavior-host-application-disconnect-intentional",
              "tck-id-operational-behavior-host-application-termination",
              "tck-id-host-topic-phid-death-payload-timestamp-disconnect-clean"),
          "no STATE before DISCONNECT that says offline");
    }
  }

  private static String text(Message message) {
    return new String(message.payload(), StandardCharsets.UTF_8);
  }

  private static OptionalLong stamp(Message message, boolean isOnline) {
    Matcher form = STATE.matcher(text(message));
    return form.matches() && form.group(1).equals(String.valueOf(isOnline))
        ? OptionalLong.of(Long.parseLong(form.group(2)))
        : OptionalLong.empty();
  }
}
