package org.dockwarden.agent.health.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H-16 to H-19. */
final class OutboxTest {
  private static final long BOUND = 1 << 20;

  @TempDir private Path folder = Path.of("");

  private static Change change(int number, boolean isEvent) {
    Instant at = Instant.ofEpochMilli(1_800_000_000_000L + number);
    return new Change(
        number % 3 == 0 ? Optional.empty() : Optional.of("bay-" + number % 3),
        isEvent,
        at,
        List.of(SparkplugMetric.ofText("state", at, "state " + number).withoutType()));
  }

  private static List<Change> all(Outbox outbox, long nanos) {
    List<Change> all = new ArrayList<>();
    for (var next = outbox.send(nanos); next.isPresent(); next = outbox.send(nanos)) {
      all.add(next.get());
    }
    return all;
  }

  @Test
  void keepsOrderAndTimesOverARestart() throws Exception {
    Outbox outbox = Outbox.open(folder, BOUND);
    List<Change> kept = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      outbox.add(change(number, number % 2 == 0));
      kept.add(change(number, number % 2 == 0).historical());
    }
    assertEquals(kept, all(Outbox.open(folder, BOUND), 1));
    assertEquals(kept, all(outbox, 1));
  }

  @Test
  void removesOnlyWhatTheSessionHasOutlived() throws Exception {
    Outbox outbox = Outbox.open(folder, BOUND);
    for (int number = 0; number < 4; number++) {
      outbox.add(change(number, true));
    }
    outbox.send(100);
    outbox.send(200);
    outbox.confirm(200);
    assertEquals(3, outbox.waiting());
    outbox.rewind();
    assertEquals(3, all(outbox, 300).size());
    assertTrue(outbox.isIdle());
    outbox.confirm(301);
    assertEquals(0, outbox.waiting());
    assertEquals(List.of(), all(Outbox.open(folder, BOUND), 1));
  }

  @Test
  void survivesATornEnd() throws Exception {
    Outbox outbox = Outbox.open(folder, BOUND);
    outbox.add(change(1, true));
    outbox.add(change(2, true));
    Path slot = folder.resolve("slot-00");
    byte[] bytes = Files.readAllBytes(slot);
    Files.write(slot, Arrays.copyOf(bytes, bytes.length - 1), StandardOpenOption.TRUNCATE_EXISTING);
    assertEquals(List.of(change(1, true).historical()), all(Outbox.open(folder, BOUND), 1));
  }

  @Test
  @ExpectsLog("outbox full.*")
  void dropsTheOldestTelemetryFirstAndCounts() throws Exception {
    Outbox outbox = new Outbox(new FaultySlots(4, Integer.MAX_VALUE), 4096);
    for (int number = 0; number < 10; number++) {
      outbox.add(change(number, true));
    }
    for (int number = 10; number < 400; number++) {
      outbox.add(change(number, false));
    }
    assertTrue(outbox.dropped() > 0);
    assertEquals(0, outbox.droppedEvents());
    assertEquals(400, outbox.dropped() + outbox.waiting());
    List<Change> left = all(outbox, 1);
    assertEquals(10, left.stream().filter(Change::isEvent).count());
    assertEquals(change(399, false).historical(), left.getLast());
    for (int number = 0; number < 400; number++) {
      outbox.add(change(number, true));
    }
    assertTrue(outbox.droppedEvents() > 0);
    assertEquals(change(399, true).historical(), all(outbox, 2).getLast());
  }

  /** A disk that fills up at any write costs what is written then, and nothing else. */
  @Test
  @ExpectsLog("outbox: .*")
  void countsWhatAFullDiskCosts() throws Exception {
    for (int failing = 0; failing < 8; failing++) {
      FaultySlots slots = new FaultySlots(4, failing);
      Outbox outbox = new Outbox(slots, 4096);
      for (int number = 0; number < 8; number++) {
        outbox.add(change(number, true));
      }
      assertEquals(8 - failing, outbox.droppedEvents());
      assertTrue(outbox.trouble().isPresent());
      slots.repair();
      outbox.add(change(8, true));
      assertTrue(outbox.trouble().isEmpty());
      assertEquals(failing + 1, all(outbox, 1).size());
      assertEquals(failing + 1, all(new Outbox(slots, 4096), 1).size());
    }
  }
}
