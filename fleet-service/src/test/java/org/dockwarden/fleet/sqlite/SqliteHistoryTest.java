package org.dockwarden.fleet.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.fleet.query.HistoryEntry;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.query.Series;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteHistoryTest {
  private static final Optional<String> BAY = Optional.of("bay-1");

  @TempDir private Path folder;
  private Fleet fleet;

  @BeforeEach
  void open() throws IOException {
    fleet = new Fleet(folder);
    fleet.birth(fleet.docked(1));
  }

  @AfterEach
  void close() throws IOException {
    fleet.close();
  }

  @Test
  void replayIsCompleteOrderedMarkedAndKeptOnce() throws IOException {
    fleet.death();
    List<SparkplugMetric> kept = new ArrayList<>();
    for (int minute = 1; minute <= 60; minute++) {
      fleet.now = Fleet.START.plus(Duration.ofMinutes(minute));
      kept.add(fleet.text("state", "state-" + minute).historical());
    }
    fleet.birth(fleet.docked(1));
    for (int twice = 0; twice < 2; twice++) {
      kept.forEach(fleet::bay);
    }
    Fleet.await(() -> states().size() == 61);
    List<HistoryEntry> states = states();
    for (int minute = 1; minute <= 60; minute++) {
      HistoryEntry entry = states.get(minute);
      assertEquals("state-" + minute, entry.value());
      assertEquals(Fleet.START.plus(Duration.ofMinutes(minute)), entry.at());
      assertEquals(fleet.now, entry.arrivedAt());
      assertTrue(entry.historical());
    }
    assertEquals("ready", fleet.queries.dock(Fleet.DOCK).orElseThrow().bays().getFirst().state());
  }

  @Test
  void chargeIsDownSampledWithItsBounds() throws IOException {
    for (int minute = 0; minute < 120; minute++) {
      fleet.now = Fleet.START.plus(Duration.ofMinutes(minute)).plusSeconds(1);
      fleet.bay(fleet.number("battery/percent", 100 - minute % 100));
    }
    Instant end = Fleet.START.plus(Duration.ofHours(2));
    Fleet.await(() -> charge(end).points().size() == 12 && fleet.history.waiting() == 0);
    Fleet.await(() -> charge(end).points().getLast().percent() == 81);
    Series.ChargePoint first = charge(end).points().getFirst();
    assertEquals(new Series.ChargePoint(Fleet.START, 91, 91, 100), first);
  }

  @Test
  @ExpectsLog("history: database: disk full")
  void fullDiskStopsTheHistoryAndNothingElse() throws IOException {
    Fleet.await(() -> !states().isEmpty());
    fleet.history.limitPages(1);
    String longText = "x".repeat(1000);
    for (int i = 0; i < 2_000; i++) {
      fleet.now = Fleet.START.plusSeconds(i + 1);
      fleet.bay(fleet.text("state", longText + i));
    }
    Fleet.await(() -> !fleet.history.problem().isEmpty());
    assertEquals(
        longText + 1999, fleet.queries.dock(Fleet.DOCK).orElseThrow().bays().getFirst().state());
    assertTrue(fleet.queries.health().degraded().getFirst().startsWith("history: not written"));
    fleet.history.limitPages(1_000_000);
    Fleet.await(() -> fleet.history.problem().isEmpty() && fleet.history.waiting() == 0);
    assertEquals(0, fleet.history.lost());
  }

  private Series<Series.ChargePoint> charge(Instant end) throws IOException {
    return fleet.queries.charge(Fleet.DOCK, "bay-1", Fleet.START, end, 12);
  }

  /** Oldest first. */
  private List<HistoryEntry> states() throws IOException {
    Page.Request all = new Page.Request(0, 500);
    List<HistoryEntry> newestFirst =
        fleet.queries.history(Fleet.DOCK, BAY, Optional.of("state"), all).items();
    List<HistoryEntry> entries = new ArrayList<>(newestFirst);
    Collections.reverse(entries);
    return entries;
  }
}
