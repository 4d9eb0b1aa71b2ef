package org.dockwarden.fleet.dock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.dockwarden.evidence.sparkplug.SparkplugValue;
import org.dockwarden.fleet.dock.DockTable.Reaction;
import org.junit.jupiter.api.Test;

final class DockTableTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final String BROKER = "ssl://broker:8883";
  private static final DockKey KEY = new DockKey("g", "dock-1");

  private final DockTable table = new DockTable(HealthListener.NONE);

  @Test
  void bornDockShowsItsMetrics() {
    assertEquals(Reaction.NOTHING, apply("NBIRTH/dock-1", 0, bdSeq(7), text("software", "0.1.0")));

    DockView dock = only();
    assertTrue(dock.online());
    assertEquals(NOW, dock.heardAt());
    assertEquals(Map.of("bdSeq", "7", "software", "0.1.0"), texts(dock.metrics()));
  }

  @Test
  void bayShowsItsLastValueAndKeepsTheOthers() {
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    apply("DBIRTH/dock-1/bay-3", 1, text("state", "empty"), text("camera", ""));
    assertEquals(Reaction.NOTHING, apply("DDATA/dock-1/bay-3", 2, text("state", "offloading")));

    DockView.BayView bay = only().bays().firstEntry().getValue();
    assertTrue(bay.online());
    assertEquals(Map.of("state", "offloading", "camera", ""), texts(bay.metrics()));
  }

  @Test
  void valueUnderAnAliasGoesToTheNameOfTheBirth() {
    SparkplugMetric born =
        new SparkplugMetric(
            Optional.of("temperature"),
            OptionalLong.of(5),
            Optional.empty(),
            Optional.of(SparkplugType.INT32),
            new SparkplugValue.IntegerValue(20),
            false);
    SparkplugMetric changed =
        new SparkplugMetric(
            Optional.empty(),
            OptionalLong.of(5),
            Optional.empty(),
            Optional.empty(),
            new SparkplugValue.IntegerValue(-3),
            false);
    apply("NBIRTH/dock-1", 0, bdSeq(1), born);
    apply("NDATA/dock-1", 1, changed);

    assertEquals("-3", only().text("temperature").orElseThrow());
  }

  @Test
  void historicalValueIsNotCurrent() {
    apply("NBIRTH/dock-1", 0, bdSeq(1), text("state", "ok"));
    apply("NDATA/dock-1", 1, text("state", "was degraded").historical());

    assertEquals("ok", only().text("state").orElseThrow());
  }

  /**
   * tck-id-operational-behavior-edge-node-termination-host-action-ndeath-node-offline,
   * tck-id-operational-behavior-edge-node-termination-host-action-ndeath-node-tags-stale,
   * tck-id-operational-behavior-edge-node-termination-host-action-ndeath-devices-offline,
   * tck-id-operational-behavior-edge-node-termination-host-action-ndeath-devices-tags-stale: by our
   * own clock.
   */
  @Test
  void deadDockAndItsBaysAreOffline() {
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    apply("DBIRTH/dock-1/bay-1", 1, text("state", "empty"));
    Instant later = NOW.plusSeconds(60);
    SparkplugPayload death = SparkplugPayload.withoutSeq(NOW.plusSeconds(3), List.of(bdSeq(7)));
    table.apply(topic("NDEATH/dock-1"), death, BROKER, later);

    assertFalse(only().online());
    assertEquals(later, only().since());
    assertFalse(only().bays().firstEntry().getValue().online());
    assertEquals(Optional.of(later), only().bays().firstEntry().getValue().offlineSince());
  }

  /**
   * tck-id-operational-behavior-edge-node-termination-host-action-ddeath-devices-offline,
   * tck-id-operational-behavior-edge-node-termination-host-action-ddeath-devices-tags-stale: by the
   * dock's word, unless its clock cannot be believed.
   */
  @Test
  void deadBayIsOfflineFromTheTimeOfItsDeathOn() {
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    apply("DBIRTH/dock-1/bay-1", 1, text("state", "empty"));
    apply("DBIRTH/dock-1/bay-2", 2, text("state", "empty"));
    Instant later = NOW.plusSeconds(60);
    Instant said = NOW.plusSeconds(58);
    table.apply(
        topic("DDEATH/dock-1/bay-1"), SparkplugPayload.of(said, List.of(), 3), BROKER, later);
    table.apply(
        topic("DDEATH/dock-1/bay-2"),
        SparkplugPayload.of(Instant.EPOCH, List.of(), 4),
        BROKER,
        later);

    assertTrue(only().online());
    assertEquals(Optional.of(said), offlineSince("bay-1"));
    assertEquals(Optional.of(later), offlineSince("bay-2"));
    apply("DBIRTH/dock-1/bay-1", 5, text("state", "empty"));
    assertEquals(Optional.empty(), offlineSince("bay-1"));
  }

  @Test
  void willOfAnOlderConnectionDoesNotKillTheNewOne() {
    apply("NBIRTH/dock-1", 0, bdSeq(8));
    apply("NDEATH/dock-1", -1, bdSeq(7));

    assertTrue(only().online());
  }

  /**
   * tck-id-operational-behavior-host-reordering-start,
   * tck-id-operational-behavior-host-reordering-success.
   */
  @Test
  void messageThatCameTooEarlyWaitsForTheOneBefore() {
    apply("NBIRTH/dock-1", 0, bdSeq(7), text("state", "a"));
    assertEquals(Reaction.NOTHING, apply("NDATA/dock-1", 2, text("state", "c")));
    assertEquals("a", only().text("state").orElseThrow());
    assertEquals(Reaction.NOTHING, apply("NDATA/dock-1", 1, text("state", "b")));
    assertEquals("c", only().text("state").orElseThrow());
    assertEquals(List.of(), table.expire(NOW.plusSeconds(60), TIMEOUT));
  }

  /**
   * tck-id-operational-behavior-host-reordering-param,
   * tck-id-operational-behavior-host-reordering-rebirth.
   */
  @Test
  void gapThatIsNotFilledAsksForARebirthAndTakesWhatCame() {
    apply("NBIRTH/dock-1", 0, bdSeq(7), text("state", "a"));
    apply("NDATA/dock-1", 2, text("state", "c"));
    apply("NDATA/dock-1", 4, text("state", "e"));
    assertEquals(List.of(), table.expire(NOW.plusMillis(1999), TIMEOUT));
    assertEquals(List.of(KEY), table.expire(NOW.plusSeconds(2), TIMEOUT));
    assertEquals("e", only().text("state").orElseThrow());
    assertEquals(1, table.drops().of(DropReason.GAP));
    assertEquals(Reaction.NOTHING, apply("NDATA/dock-1", 5, text("state", "f")));
  }

  @Test
  void jumpBeyondTheWindowAsksAtOnce() {
    apply("NBIRTH/dock-1", 0, bdSeq(7), text("state", "a"));
    assertEquals(
        Reaction.ASK_FOR_REBIRTH,
        apply("NDATA/dock-1", SequenceWindow.SIZE + 2, text("state", "x")));
    assertEquals("x", only().text("state").orElseThrow());
  }

  @Test
  void birthOfABayBeforeThatOfItsDockWaitsForIt() {
    apply("DBIRTH/dock-1/bay-1", 1, text("state", "empty"));
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    assertTrue(only().bays().firstEntry().getValue().online());
    assertEquals(List.of(), table.expire(NOW.plusSeconds(60), TIMEOUT));
  }

  @Test
  void twoDocksWithOneNameAreNoticedAndNamed() {
    for (long count : new long[] {17, 203, 18}) {
      apply("NBIRTH/dock-1", 0, bdSeq(count));
    }
    assertEquals(Optional.of("births with bdSeq 203 and 18"), only().sharedName());
  }

  @Test
  void dockThatReconnectsOftenIsNotTakenForTwo() {
    for (int connection = 0; connection < 600; connection++) {
      apply("NBIRTH/dock-1", 0, bdSeq(connection % 256));
    }
    assertEquals(Optional.empty(), only().sharedName());
  }

  @Test
  void clockThatIsYearsOffIsReplacedByTheArrival() {
    Instant wrong = Instant.parse("1999-01-01T00:00:00Z");
    apply("NBIRTH/dock-1", 0, bdSeq(7), SparkplugMetric.ofText("state", wrong, "ok"));
    assertEquals(NOW.toEpochMilli(), only().metric("state").orElseThrow().at());
    assertEquals(1, table.drops().of(DropReason.CLOCK_DOUBTFUL));
  }

  @Test
  void sequenceGoesOnAtZeroAfter255() {
    apply("NBIRTH/dock-1", 254, bdSeq(7), text("state", "a"));
    assertEquals(Reaction.NOTHING, apply("NDATA/dock-1", 255, text("state", "b")));
    assertEquals(Reaction.NOTHING, apply("NDATA/dock-1", 0, text("state", "c")));
    assertEquals("c", only().text("state").orElseThrow());
  }

  @Test
  void dataOfAnUnknownDockAsksForARebirthUnlessItsBirthComes() {
    apply("NDATA/dock-1", 3, text("state", "ok"));
    assertFalse(only().online());
    assertEquals(List.of(KEY), table.expire(NOW.plusSeconds(2), TIMEOUT));
    assertEquals(1, table.drops().of(DropReason.BEFORE_BIRTH));
  }

  @Test
  void dataOfABayThatWasNotBornAsksForARebirth() {
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    assertEquals(Reaction.ASK_FOR_REBIRTH, apply("DDATA/dock-1/bay-1", 1, text("state", "ok")));
  }

  @Test
  void nobodyOfABrokerIsOnlineWhenItIsGone() {
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    table.forgetPresence("elsewhere", NOW);
    assertTrue(only().online());
    table.forgetPresence(BROKER, NOW);
    assertFalse(only().online());
  }

  @Test
  void bayBeyondTheLimitIsNotKept() {
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    for (int bay = 0; bay <= DockRecord.MAX_BAYS; bay++) {
      apply("DBIRTH/dock-1/bay-" + bay, (bay + 1) % 256, text("state", "empty"));
    }
    assertEquals(DockRecord.MAX_BAYS, only().bays().size());
  }

  @Test
  void dockBeyondTheLimitIsCountedNotKept() {
    for (int dock = 0; dock <= DockTable.MAX_DOCKS; dock++) {
      apply("NBIRTH/dock-" + dock, 0);
    }
    assertEquals(DockTable.MAX_DOCKS, table.view(NOW).size());
    assertEquals(1, table.drops().of(DropReason.TOO_MANY_DOCKS));
  }

  @Test
  void topicsThatAreNoDocksAreNotTaken() {
    for (String topic :
        List.of(
            "spBv1.0/STATE/fleet-1",
            "spBv1.0/g/NCMD/dock-1",
            "spBv1.0/g/DCMD/dock-1/bay-1",
            "spBv1.0/g/NDATA/dock-1/bay-1",
            "spBv1.0/g/DDATA/dock-1",
            "spBv1.0/g/DDATA/dock-1/bay-1/x",
            "spBv1.0/g/NDATA/",
            "spAv1.0/g/NDATA/dock-1",
            "spBv1.0/g/NDATA/" + "x".repeat(129),
            "")) {
      assertEquals(Optional.empty(), DockTopic.parse(topic), topic);
    }
  }

  private Reaction apply(String topic, int seq, SparkplugMetric... metrics) {
    SparkplugPayload payload =
        new SparkplugPayload(
            Optional.of(NOW),
            List.of(metrics),
            seq < 0 ? OptionalInt.empty() : OptionalInt.of(seq));
    return table.apply(topic(topic), payload, BROKER, NOW);
  }

  private static DockTopic topic(String rest) {
    return DockTopic.parse("spBv1.0/g/" + rest).orElseThrow();
  }

  private Optional<Instant> offlineSince(String bay) {
    return Optional.ofNullable(only().bays().get(bay)).orElseThrow().offlineSince();
  }

  private DockView only() {
    assertEquals(1, table.view(NOW).size());
    return table.view(NOW).getFirst();
  }

  private static Map<String, String> texts(Map<String, Metric> metrics) {
    Map<String, String> texts = new HashMap<>();
    metrics.forEach((name, metric) -> texts.put(name, metric.text()));
    return texts;
  }

  private static SparkplugMetric bdSeq(long value) {
    return SparkplugMetric.ofInteger("bdSeq", NOW, SparkplugType.INT64, value);
  }

  private static SparkplugMetric text(String name, String value) {
    return SparkplugMetric.ofText(name, NOW, value);
  }
}
