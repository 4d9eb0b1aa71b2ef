package org.dockwarden.fleet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.DockView;
import org.dockwarden.fleet.dock.DropReason;
import org.dockwarden.fleet.dock.HealthListener;
import org.junit.jupiter.api.Test;

final class SparkplugHostTest {
  private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");
  private static final String BROKER = "ssl://broker:8883";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int PER_SECOND = 50;

  private final DockTable docks = new DockTable(HealthListener.NONE);
  private final SparkplugHost host = new SparkplugHost(docks, TIMEOUT, PER_SECOND);

  @Test
  void siteThatComesBackIsAskedInTurn() {
    for (int dock = 0; dock < 1000; dock++) {
      send("NDATA/dock-" + dock, 7, NOW);
    }
    assertEquals(List.of(), host.rebirthsDue(BROKER, NOW));
    int asked = 0;
    for (int second = 2; second < 40 && asked < 1000; second++) {
      int now = host.rebirthsDue(BROKER, NOW.plusSeconds(second)).size();
      assertTrue(now <= PER_SECOND, now + " in second " + second);
      asked += now;
    }
    assertEquals(1000, asked);
    assertEquals(0, host.rebirthsWaiting());
  }

  @Test
  void dockThatWasBornMeanwhileIsNotAsked() {
    send("NDATA/dock-1", 7, NOW);
    birth("dock-1", NOW);
    assertEquals(List.of(), host.rebirthsDue(BROKER, NOW.plusSeconds(10)));
  }

  @Test
  void dockThatIsNotHelpedIsAskedMoreAndMoreRarely() {
    int asked = 0;
    for (int second = 0; second < 3600; second++) {
      send("NDATA/dock-1", 7, NOW.plusSeconds(second));
      asked += host.rebirthsDue(BROKER, NOW.plusSeconds(second)).size();
    }
    assertTrue(asked >= 3 && asked <= 7, "asked " + asked + " times in an hour");
  }

  @Test
  void onlyTheBrokerThatHasTheDockIsUsed() {
    send("NDATA/dock-1", 7, NOW);
    assertEquals(List.of(), host.rebirthsDue("ssl://other:8883", NOW.plusSeconds(3)));
    assertEquals(List.of(new DockKey("g", "dock-1")), host.rebirthsDue(BROKER, NOW.plusSeconds(4)));
  }

  @Test
  void floodOfOneDockIsDroppedAndTheOthersPass() {
    long admitted = 0;
    for (int i = 0; i < 10_000; i++) {
      admitted += host.admits("spBv1.0/g/NDATA/dock-1", 100, false, 0) ? 1 : 0;
    }
    assertEquals(FloodGate.BURST_MESSAGES, admitted);
    assertTrue(host.admits("spBv1.0/g/NDATA/dock-2", 100, false, 0));
    assertEquals(10_000 - admitted, docks.drops().of(DropReason.FLOOD));
    assertTrue(host.admits("spBv1.0/g/NDATA/dock-1", 100, false, Duration.ofSeconds(1).toNanos()));
  }

  @Test
  void largeRetainedAndForeignMessagesAreNotTaken() {
    assertFalse(host.admits("spBv1.0/g/NDATA/dock-1", 1024 * 1024, false, 0));
    assertFalse(host.admits("spBv1.0/g/NBIRTH/dock-1", 10, true, 0));
    assertFalse(host.admits("spBv1.0/g/NDATA/dock-1/bay-1", 10, false, 0));
    assertFalse(host.admits("spBv1.0/STATE/other", 10, true, 0));
    assertFalse(host.admits("spBv1.0/g/NCMD/dock-1", 10, false, 0));
    assertEquals(
        Map.of("too-large", 1L, "retained", 1L, "malformed-topic", 1L), docks.drops().view());
  }

  @Test
  void malformedPayloadIsCountedForItsDock() {
    birth("dock-1", NOW);
    host.take(BROKER, "spBv1.0/g/NDATA/dock-1", new byte[] {-1, -1, -1}, NOW);
    assertEquals(1, docks.drops().of(DropReason.MALFORMED_PAYLOAD));
    assertEquals(1L, docks.view(NOW).getFirst().dropped().get("malformed-payload"));
  }

  /** Whatever one dock sends, the state of another stays what it said, and nothing is thrown. */
  @Test
  void noBytesOfOneDockTouchAnother() {
    birth("good", NOW);
    DockView before = docks.view(new DockKey("g", "good"), NOW).orElseThrow();
    long seed = 20261128;
    SplittableRandom random = new SplittableRandom(seed);
    byte[] sample = payload(0, 1, text("state", "ok"), text("camera", "x"));
    String[] kinds = {"NBIRTH/bad", "NDATA/bad", "NDEATH/bad", "DBIRTH/bad/b", "DDATA/bad/b"};
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = sample.clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(1, bytes.length + 1));
      Instant now = NOW.plusMillis(round);
      host.take(BROKER, "spBv1.0/g/" + kinds[random.nextInt(kinds.length)], cut, now);
      host.rebirthsDue(BROKER, now);
    }
    assertEquals(before, docks.view(new DockKey("g", "good"), NOW).orElseThrow(), "seed " + seed);
    assertTrue(docks.drops().of(DropReason.MALFORMED_PAYLOAD) > 1000);
  }

  @Test
  void stateIsJsonWithTheTimeOfItsConnection() {
    HostState state = new HostState("fleet-1", 1_764_291_600_000L);
    assertEquals("spBv1.0/STATE/fleet-1", state.topic());
    assertEquals("{\"online\":true,\"timestamp\":1764291600000}", utf8(state.online()));
    assertEquals("{\"online\":false,\"timestamp\":1764291600000}", utf8(state.offline()));
    assertEquals(
        "{\"online\":false,\"timestamp\":1764291600009}",
        utf8(state.leaving(state.timestamp() + 9)));
    assertEquals("{\"online\":false,\"timestamp\":1764291600000}", utf8(state.leaving(5)));
    assertTrue(HostState.saysOnline(state.online()));
    assertFalse(HostState.saysOnline(state.offline()));
    assertFalse(HostState.saysOnline(new byte[1024]));
    assertEquals(
        OptionalLong.of(7), HostState.timestampOf(bytes("{\"online\" : true, \"timestamp\":7}")));
    assertEquals(OptionalLong.empty(), HostState.timestampOf(bytes("{\"online\":true}")));
  }

  private void birth(String dock, Instant now) {
    host.take(
        BROKER,
        "spBv1.0/g/NBIRTH/" + dock,
        payload(
            0,
            0,
            SparkplugMetric.ofInteger("bdSeq", NOW, SparkplugType.INT64, 1),
            text("state", "ok")),
        now);
  }

  private void send(String topic, int seq, Instant now) {
    host.take(BROKER, "spBv1.0/g/" + topic, payload(0, seq, text("state", "ok")), now);
  }

  private static byte[] payload(long millis, int seq, SparkplugMetric... metrics) {
    return SparkplugCodec.encode(
        SparkplugPayload.of(NOW.plusMillis(millis), List.of(metrics), seq));
  }

  private static SparkplugMetric text(String name, String value) {
    return SparkplugMetric.ofText(name, NOW, value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String utf8(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }
}
