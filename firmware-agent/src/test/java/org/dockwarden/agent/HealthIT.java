package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.dockwarden.agent.health.Mosquitto;
import org.dockwarden.agent.health.TestHost;
import org.dockwarden.agent.health.TestHost.Heard;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.sparkplug.SparkplugChecker;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dock as a Sparkplug edge node on Debian's mosquitto with TLS, client certificates and the
 * shipped rules. Every message of every test goes through the checker.
 */
@ExpectsLog("broker ssl://.*")
final class HealthIT {
  private static final String NODE = "force-a:site-1/dock-0001";
  private static final String NBIRTH = topic("NBIRTH");
  private static final String NCMD = topic("NCMD");
  private static final String BAY_1 = topic("DDATA") + "/bay-1";

  @TempDir private Path folder = Path.of("");
  private final SparkplugChecker checker = new SparkplugChecker();

  private static String topic(String type) {
    return "spBv1.0/force-a:site-1/" + type + "/dock-0001";
  }

  private static String quoted(Mosquitto broker) {
    return '"' + broker.url() + '"';
  }

  private static void rebirth(TestHost host) throws Exception {
    host.command(
        NCMD, SparkplugMetric.ofBoolean("Node Control/Rebirth", Instant.now(), true).withoutType());
  }

  /**
   * tck-id-message-flow-edge-node-birth-publish-connect, tck-id-topics-nbirth-bdseq-increment,
   * tck-id-operational-behavior-data-commands-rebirth-action-1 to -3,
   * tck-id-operational-behavior-edge-node-intentional-disconnect-ndeath.
   */
  @Test
  void tellsBirthsChangesAndDeathsOverTwoStarts() throws Exception {
    try (AgentRig rig = new AgentRig(folder);
        Mosquitto broker = Mosquitto.start(folder.resolve("broker"), rig.pki);
        TestHost host = new TestHost(broker.url(), rig.pki, checker)) {
      rig.configureHealth(quoted(broker), "");
      try (Agent agent = rig.start()) {
        host.await(topic("DBIRTH") + "/bay-2");
        rig.dock(1, rig.camera("a"), "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        host.await(it -> it.topic().equals(BAY_1) && it.says("state", "cleared"));
        for (int burst = 0; burst < 5; burst++) {
          rebirth(host);
        }
        AgentRig.await(() -> host.count(NBIRTH) >= 2, () -> "" + host.heard());
        rig.undock(1);
        host.await(it -> it.topic().equals(BAY_1) && it.says("state", "empty"));
      }
      host.await(topic("NDEATH"));
      assertTrue(host.count(NBIRTH) <= 3, "rebirths are paced (H-13)");
      long before = host.count(NBIRTH);
      try (Agent _ = rig.start()) {
        AgentRig.await(() -> host.count(NBIRTH) > before, () -> "" + host.heard());
        host.await(topic("DBIRTH") + "/bay-2");
      }
      AgentRig.await(() -> host.count(topic("NDEATH")) >= 2, () -> "" + host.heard());
    }
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }

  /** H-16 to H-18: nothing is lost, order and times are kept, also over a restart of the agent. */
  @Test
  void tellsLaterWhatHappenedWithoutABroker() throws Exception {
    try (AgentRig rig = new AgentRig(folder);
        Mosquitto broker = Mosquitto.start(folder.resolve("broker"), rig.pki)) {
      rig.configureHealth(quoted(broker), "");
      broker.stop();
      try (Agent agent = rig.start()) {
        rig.dock(1, rig.camera("a"), "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        AgentRig.await(() -> !agent.status().degradations().isEmpty(), () -> "no trouble");
      }
      broker.again();
      try (TestHost host = new TestHost(broker.url(), rig.pki, checker)) {
        try (Agent _ = rig.start()) {
          Heard cleared =
              host.await(
                  it ->
                      it.topic().equals(BAY_1) && it.isHistorical() && it.says("state", "cleared"));
          Instant at = cleared.payload().metrics().getFirst().timestamp().orElseThrow();
          assertTrue(at.isBefore(cleared.payload().timestamp().orElseThrow()));
          List<Instant> times =
              host.heard().stream()
                  .filter(it -> it.topic().equals(BAY_1) && it.isHistorical())
                  .map(it -> it.payload().metrics().getFirst().timestamp().orElseThrow())
                  .toList();
          assertEquals(times.stream().sorted(Comparator.naturalOrder()).toList(), times);
        }
        host.await(topic("NDEATH"));
      }
    }
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }

  /** A break in mid-session: a will, a new number, and what could not be told comes later. */
  @Test
  void comesBackAfterABrokerThatWasRestarted() throws Exception {
    try (AgentRig rig = new AgentRig(folder);
        Mosquitto broker = Mosquitto.start(folder.resolve("broker"), rig.pki)) {
      rig.configureHealth(quoted(broker), "");
      Agent started;
      try (TestHost host = new TestHost(broker.url(), rig.pki, checker)) {
        started = rig.start();
        host.await(topic("DBIRTH") + "/bay-2");
      }
      try (Agent agent = started) {
        broker.stop();
        rig.dock(2, rig.camera("b"), "BW-2");
        rig.await(agent, 2, BayState.CLEARED);
        broker.again();
        try (TestHost host = new TestHost(broker.url(), rig.pki, new SparkplugChecker())) {
          host.await(
              it ->
                  it.topic().equals(topic("DDATA") + "/bay-2")
                      && it.isHistorical()
                      && it.says("state", "cleared"));
        }
      }
    }
    assertEquals(List.of(), checker.breaches());
  }

  /** The next broker hears what the first one may not have passed on before it died (H-18). */
  @Test
  void tellsTheSecondBrokerWhatTheFirstOneHeardLast() throws Exception {
    try (AgentRig rig = new AgentRig(folder);
        Mosquitto first = Mosquitto.start(folder.resolve("first"), rig.pki);
        Mosquitto second = Mosquitto.start(folder.resolve("second"), rig.pki);
        TestHost there = new TestHost(second.url(), rig.pki, checker)) {
      rig.configureHealth(quoted(first) + ", " + quoted(second), "");
      try (TestHost here = new TestHost(first.url(), rig.pki, new SparkplugChecker());
          Agent agent = rig.start()) {
        here.await(topic("DBIRTH") + "/bay-2");
        rig.dock(1, rig.camera("a"), "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        Heard live = here.await(it -> it.topic().equals(BAY_1) && it.says("state", "cleared"));
        assertEquals(0, there.count(NBIRTH));
        first.stop();
        Heard again =
            there.await(
                it -> it.topic().equals(BAY_1) && it.isHistorical() && it.says("state", "cleared"));
        assertEquals(
            live.payload().metrics().getFirst().timestamp(),
            again.payload().metrics().getFirst().timestamp());
      }
      there.await(topic("NDEATH"));
    }
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }

  /**
   * tck-id-message-flow-edge-node-birth-publish-phid-wait,
   * tck-id-message-flow-edge-node-birth-publish-phid-offline,
   * tck-id-operational-behavior-edge-node-termination-host-offline,
   * tck-id-operational-behavior-edge-node-termination-host-offline-timestamp,
   * tck-id-operational-behavior-primary-application-state-with-multiple-servers-walk. The first
   * broker has never seen the host.
   */
  @Test
  void goesWhereItsPrimaryHostIs() throws Exception {
    try (AgentRig rig = new AgentRig(folder);
        Mosquitto without = Mosquitto.start(folder.resolve("without"), rig.pki);
        Mosquitto with = Mosquitto.start(folder.resolve("with"), rig.pki);
        TestHost stranger = new TestHost(without.url(), rig.pki, new SparkplugChecker());
        TestHost host = new TestHost(with.url(), rig.pki, checker)) {
      rig.configureHealth(quoted(without) + ", " + quoted(with), "primary_host = \"fleet-1\"");
      host.state(true, 1000);
      try (Agent _ = rig.start()) {
        host.await(topic("DBIRTH") + "/bay-2");
        assertEquals(0, stranger.count(NBIRTH));
        host.state(false, 999);
        rebirth(host);
        AgentRig.await(() -> host.count(NBIRTH) == 2, () -> "the old STATE was believed");
        assertEquals(0, host.count(topic("NDEATH")));
        host.state(false, 1000);
        host.await(topic("NDEATH"));
        assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
      }
      assertEquals(0, stranger.count(NBIRTH));
    }
  }

  /** H-20 to H-23. */
  @Test
  @ExpectsLog(".*(retained, ignored|no command).*")
  void doesWhatItIsAllowedToAndAnswers() throws Exception {
    try (AgentRig rig = new AgentRig(folder);
        Mosquitto broker = Mosquitto.start(folder.resolve("broker"), rig.pki);
        TestHost host = new TestHost(broker.url(), rig.pki, checker)) {
      rig.configureHealth(
          quoted(broker), "commands = [\"signal\", \"support-bundle\", \"power-cycle\"]");
      try (Agent agent = rig.start()) {
        host.await(topic("DBIRTH") + "/bay-2");
        host.ask(topic("DCMD") + "/bay-2", "signal", "{\"id\":\"a1\",\"seconds\":60}");
        host.awaitAnswer("a1", "ok");
        assertTrue(agent.bays().get(1).isFinding());
        assertFalse(agent.bays().getFirst().isFinding());
        host.ask(topic("DCMD") + "/bay-2", "signal", "{\"id\":\"a2\",\"seconds\":601}");
        host.awaitAnswer("a2", "bad-argument");
        host.ask(topic("DCMD") + "/bay-9", "signal", "{\"id\":\"a3\"}");
        host.ask(topic("DCMD") + "/bay-1", "power-cycle", "{\"id\":\"a4\"}");
        host.awaitAnswer("a4", "unsupported");
        host.ask(NCMD, "restart", "{\"id\":\"a5\"}");
        host.awaitAnswer("a5", "not-allowed");
        host.ask(NCMD, "erase", "{\"id\":\"a6\"}");
        host.awaitAnswer("a6", "unknown-command");
        host.ask(NCMD, "support-bundle", "{\"id\":\"a7\"}");
        host.awaitAnswer("a7", "ok");
      }
      host.await(topic("NDEATH"));
    }
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }
}
