package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dockwarden.evidence.sparkplug.SessionRules;
import org.dockwarden.evidence.sparkplug.SparkplugChecker;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.WireBroker;
import org.dockwarden.evidence.sparkplug.WirePacket;
import org.dockwarden.evidence.sparkplug.WirePacket.Connect;
import org.dockwarden.evidence.sparkplug.WirePacket.Disconnect;
import org.dockwarden.evidence.sparkplug.WirePacket.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge node as a broker sees it: wills, subscriptions, order, and how it ends. */
final class SparkplugWireIT {
  private static final String GROUP = "force-a:site-1";
  private static final String DOCK = "dock-0001";
  private static final String HOST = "fleet-1";
  private static final String STATE = "spBv1.0/STATE/" + HOST;

  @TempDir private Path folder = Path.of("");
  private final SparkplugChecker checker = new SparkplugChecker(InstantSource.system());
  private AgentRig rig;
  private WireBroker broker;

  @BeforeEach
  void configure() throws Exception {
    rig = new AgentRig(folder);
    broker = WireBroker.start();
    rig.configureMore(
        """
        [health]
        brokers = ["%s"]
        group = "%s"
        primary_host = "%s"
        start_spread = "0s"
        trust = "ca.pem"
        certificate = "dock.pem"
        key = "dock.key"
        """
            .formatted(broker.url(), GROUP, HOST));
  }

  @AfterEach
  void close() throws Exception {
    broker.close();
    rig.close();
  }

  /**
   * What {@link SessionRules} says of a connection, over two starts: will, subscriptions with QoS 1
   * before the birth, the number of the will in the birth and one more at the next connection, and
   * DDEATH, NDEATH, DISCONNECT with the will's reason code at the end; no birth before the host is
   * there, with one broker on the same connection
   * (tck-id-operational-behavior-edge-node-birth-sequence-wait,
   * tck-id-message-flow-edge-node-birth-publish-phid-wait).
   */
  @Test
  void keepsTheRulesOfASessionOverTwoStarts() throws Exception {
    OptionalLong before = OptionalLong.empty();
    for (int start = 0; start < 2; start++) {
      int connection = start;
      try (Agent _ = rig.start()) {
        broker.await(it -> it.connections().size() > connection && packets(connection) == 4);
        broker.send("spBv1.0/STATE/other", state(true, 2000));
        broker.send(STATE, state(false, 1000));
        broker.send(STATE, state(true, 999));
        assertEquals(List.of(), broker.messages(connection));
        broker.send(STATE, state(true, 1000));
        awaitLast(connection, "DBIRTH", "/bay-2");
      }
      List<WirePacket> packets = broker.connections().get(connection);
      assertEquals(List.of(), SessionRules.ofNode(packets, GROUP, DOCK, before, Optional.of(HOST)));
      assertTrue(packets.getLast() instanceof Disconnect, packets + "");
      before = SessionRules.bdSeq(((Connect) packets.getFirst()).will().orElseThrow());
      check(connection);
    }
    assertEquals(2, broker.connections().size());
    assertEquals(List.of(), checker.breachesOfAnEnd(GROUP + "/" + DOCK));
  }

  /**
   * More messages than there are numbers, of dock and bays in turn, and a rebirth among them
   * (tck-id-payloads-sequence-num-incrementing). After the request comes nothing but the births
   * (tck-id-operational-behavior-data-commands-rebirth-action-1,
   * tck-id-operational-behavior-data-commands-rebirth-action-2,
   * tck-id-operational-behavior-data-commands-rebirth-action-3).
   */
  @Test
  void countsOnThroughManyMessagesAndARebirth() throws Exception {
    try (Agent _ = rig.start()) {
      broker.await(it -> it.connections().size() == 1 && packets(0) == 4);
      broker.send(STATE, state(true, 1000));
      awaitLast(0, "DBIRTH", "/bay-2");
      commands(0, 300);
      long before = broker.messages(0).size();
      broker.send(topic("NCMD"), payload(SparkplugMetric.ofBoolean(REBIRTH, Instant.now(), true)));
      command(300);
      broker.await(it -> it.messages(0).size() > before + 2);
      List<String> topics = broker.messages(0).stream().skip(before).map(Message::topic).toList();
      assertEquals(
          List.of(topic("NBIRTH"), topic("DBIRTH") + "/bay-1", topic("DBIRTH") + "/bay-2"),
          topics.subList(0, 3));
      commands(301, 60);
    }
    check(0);
    assertTrue(checker.messages() > 350, checker.messages() + " messages");
    assertEquals(List.of(), checker.breachesOfAnEnd(GROUP + "/" + DOCK));
  }

  private static final String REBIRTH = "Node Control/Rebirth";

  /** CONNECT and three subscriptions. */
  private int packets(int connection) {
    return broker.connections().get(connection).size();
  }

  /** Each is answered before the next but some: more than 16 may not wait (H-23). */
  private void commands(int first, int count) throws Exception {
    for (int number = first; number < first + count; number++) {
      command(number);
      if (number % 8 == 7 || number == first + count - 1) {
        String last = "\"c" + number + "\"";
        broker.await(
            it -> it.messages(0).stream().anyMatch(message -> text(message).contains(last)));
      }
    }
  }

  /** In turn to a bay and to the dock, which does not know it; both answer. */
  private void command(int number) throws Exception {
    String json = "{\"id\":\"c" + number + "\",\"seconds\":1}";
    String to = number % 2 == 0 ? topic("DCMD") + "/bay-" + (1 + number / 2 % 2) : topic("NCMD");
    broker.send(to, payload(SparkplugMetric.ofText("command/signal", Instant.now(), json)));
  }

  private static String text(Message message) {
    return new String(message.payload(), StandardCharsets.ISO_8859_1);
  }

  private static byte[] payload(SparkplugMetric metric) {
    return SparkplugCodec.encode(SparkplugPayload.withoutSeq(Instant.now(), List.of(metric)));
  }

  private void awaitLast(int connection, String verb, String device) throws Exception {
    String topic = topic(verb) + device;
    broker.await(
        it -> it.messages(connection).stream().anyMatch(message -> message.topic().equals(topic)));
  }

  private void check(int connection) {
    broker
        .messages(connection)
        .forEach(it -> checker.message(it.topic(), it.payload(), it.qos(), it.isRetained()));
  }

  private static String topic(String verb) {
    return "spBv1.0/" + GROUP + "/" + verb + "/" + DOCK;
  }

  private static byte[] state(boolean isOnline, long timestamp) {
    return "{\"online\":%s,\"timestamp\":%d}"
        .formatted(isOnline, timestamp)
        .getBytes(StandardCharsets.UTF_8);
  }
}
