package org.dockwarden.fleet.dock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
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

  private final DockTable table = new DockTable();

  @Test
  void bornDockShowsItsMetrics() {
    assertEquals(Reaction.NOTHING, apply("NBIRTH/dock-1", 0, bdSeq(7), text("software", "0.1.0")));

    DockView dock = only();
    assertTrue(dock.online());
    assertEquals(NOW, dock.heardAt());
    assertEquals(Map.of("bdSeq", "7", "software", "0.1.0"), dock.metrics());
  }

  @Test
  void bayShowsItsLastValueAndKeepsTheOthers() {
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    apply("DBIRTH/dock-1/bay-3", 1, text("state", "empty"), text("camera", ""));
    assertEquals(Reaction.NOTHING, apply("DDATA/dock-1/bay-3", 2, text("state", "offloading")));

    DockView.BayView bay = only().bays().firstEntry().getValue();
    assertTrue(bay.online());
    assertEquals(Map.of("state", "offloading", "camera", ""), bay.metrics());
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

    assertEquals("-3", only().metrics().get("temperature"));
  }

  @Test
  void historicalValueIsNotCurrent() {
    apply("NBIRTH/dock-1", 0, bdSeq(1), text("state", "ok"));
    apply("NDATA/dock-1", 1, text("state", "was degraded").historical());

    assertEquals("ok", only().metrics().get("state"));
  }

  @Test
  void deadDockAndItsBaysAreOffline() {
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    apply("DBIRTH/dock-1/bay-1", 1, text("state", "empty"));
    apply("NDEATH/dock-1", -1, bdSeq(7));

    assertFalse(only().online());
    assertFalse(only().bays().firstEntry().getValue().online());
  }

  @Test
  void willOfAnOlderConnectionDoesNotKillTheNewOne() {
    apply("NBIRTH/dock-1", 0, bdSeq(8));
    apply("NDEATH/dock-1", -1, bdSeq(7));

    assertTrue(only().online());
  }

  @Test
  void gapInTheSequenceAsksForARebirthOnceAMinute() {
    apply("NBIRTH/dock-1", 0, bdSeq(7), text("state", "ok"));
    assertEquals(Reaction.ASK_FOR_REBIRTH, apply("NDATA/dock-1", 2, text("state", "ok")));
    assertEquals(Reaction.NOTHING, apply("NDATA/dock-1", 4, text("state", "ok")));
  }

  @Test
  void sequenceGoesOnAtZeroAfter255() {
    apply("NBIRTH/dock-1", 254, bdSeq(7), text("state", "a"));
    assertEquals(Reaction.NOTHING, apply("NDATA/dock-1", 255, text("state", "b")));
    assertEquals(Reaction.NOTHING, apply("NDATA/dock-1", 0, text("state", "c")));
    assertEquals("c", only().metrics().get("state"));
  }

  @Test
  void dataOfAnUnknownDockAsksForARebirth() {
    assertEquals(Reaction.ASK_FOR_REBIRTH, apply("NDATA/dock-9", 3, text("state", "ok")));
    assertFalse(only().online());
  }

  @Test
  void dataOfABayThatWasNotBornAsksForARebirth() {
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    assertEquals(Reaction.ASK_FOR_REBIRTH, apply("DDATA/dock-1/bay-1", 1, text("state", "ok")));
  }

  @Test
  void nobodyIsOnlineWhenTheBrokerIsGone() {
    apply("NBIRTH/dock-1", 0, bdSeq(7));
    table.forgetPresence();
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
    assertEquals(DockTable.MAX_DOCKS, table.view().size());
    assertEquals(1, table.refused());
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
    return table.apply(DockTopic.parse("spBv1.0/g/" + topic).orElseThrow(), payload, NOW);
  }

  private DockView only() {
    assertEquals(1, table.view().size());
    return table.view().getFirst();
  }

  private static SparkplugMetric bdSeq(long value) {
    return SparkplugMetric.ofInteger("bdSeq", NOW, SparkplugType.INT64, value);
  }

  private static SparkplugMetric text(String name, String value) {
    return SparkplugMetric.ofText(name, NOW, value);
  }
}
