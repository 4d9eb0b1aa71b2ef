package org.dockwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dockwarden.evidence.sparkplug.SessionRules;
import org.dockwarden.evidence.sparkplug.SparkplugChecker;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.WireBroker;
import org.dockwarden.evidence.sparkplug.WirePacket;
import org.dockwarden.evidence.sparkplug.WirePacket.Disconnect;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host application as a broker sees it: will, subscriptions, STATE and commands. */
final class SparkplugWireIT {
  private static final String HOST = "fleet-1";
  private static final String STATE = "spBv1.0/STATE/" + HOST;
  private static final String NCMD = "spBv1.0/g/NCMD/dock-1";

  @TempDir private Path folder;

  private final SparkplugChecker checker = new SparkplugChecker();
  private WireBroker broker;

  @BeforeEach
  void listen() throws Exception {
    broker = WireBroker.start();
  }

  private FleetService start() throws Exception {
    FleetService fleet =
        FleetService.start(TestSettings.of(broker.url(), folder, folder, ""), Clock.systemUTC());
    broker.await(it -> it.messages(0).size() == 1);
    return fleet;
  }

  @AfterEach
  void close() throws Exception {
    broker.close();
  }

  /** What {@link SessionRules} says of a host's connection, from CONNECT to DISCONNECT. */
  @Test
  void keepsTheRulesOfASession() throws Exception {
    long startedAt = System.currentTimeMillis();
    start().close();
    List<WirePacket> packets = broker.connections().getFirst();
    assertEquals(List.of(), SessionRules.ofHost(packets, HOST, startedAt));
    assertTrue(packets.getLast() instanceof Disconnect, packets + "");
    check(0);
    assertEquals(List.of(), checker.breachesOfHost(HOST, true));
  }

  /** tck-id-message-flow-hid-sparkplug-state-message-delivered. */
  @Test
  void contradictsWhoeverSaysThatItIsOffline() throws Exception {
    try (FleetService _ = start()) {
      String born = text(0, 0);
      broker.send(STATE, born.replace("true", "false").getBytes(StandardCharsets.UTF_8));
      broker.await(it -> it.messages(0).size() == 2);
      assertEquals(born, text(0, 1));
      check(0);
      assertEquals(List.of(), checker.breachesOfHost(HOST, false));
    }
  }

  /** tck-id-operational-behavior-host-application-multi-server-timestamp. */
  @Test
  @ExpectsLog("Lost tcp://")
  void takesANewTimestampForEachConnection() throws Exception {
    try (FleetService _ = start()) {
      String born = text(0, 0);
      broker.drop();
      broker.await(it -> it.messages(1).size() == 1);
      assertTrue(text(1, 0).compareTo(born) > 0, born + " then " + text(1, 0));
      assertEquals(
          List.of(),
          SessionRules.ofHost(broker.connections().get(1), HOST, System.currentTimeMillis()));
    }
  }

  /** What the checker says of NCMD; nothing but the request that a gap leads to. */
  @Test
  void asksForARebirthAsASparkplugHostDoes() throws Exception {
    try (FleetService _ = start()) {
      Instant now = Instant.now();
      SparkplugMetric state = SparkplugMetric.ofText("state", now, "ok");
      broker.send(
          "spBv1.0/g/NDATA/dock-1",
          SparkplugCodec.encode(SparkplugPayload.of(now, List.of(state), 7)));
      broker.await(it -> it.messages(0).size() == 2);
      assertEquals(NCMD, broker.messages(0).getLast().topic());
      check(0);
      assertEquals(List.of(), checker.breachesOfHost(HOST, false));
    }
  }

  private String text(int connection, int message) {
    return new String(broker.messages(connection).get(message).payload(), StandardCharsets.UTF_8);
  }

  private void check(int connection) {
    broker
        .messages(connection)
        .forEach(it -> checker.message(it.topic(), it.payload(), it.qos(), it.isRetained()));
  }
}
