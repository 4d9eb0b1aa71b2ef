package org.dockwarden.agent.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.dockwarden.agent.upload.BandwidthSchedule.Window;
import org.junit.jupiter.api.Test;

final class BandwidthTest {
  private static final BandwidthSchedule SCHEDULE =
      new BandwidthSchedule(
          0,
          List.of(
              new Window(Set.of(DayOfWeek.MONDAY), LocalTime.of(7, 0), LocalTime.of(19, 0), 1000),
              new Window(Set.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(2, 0), 2000)));

  /** 2026-11-23 is a Monday. */
  private static long limit(String local) {
    return SCHEDULE.limitAt(ZonedDateTime.parse("2026-11-" + local + ":00Z"));
  }

  @Test
  void aWindowHoldsFromItsBeginningToBeforeItsEnd() {
    assertEquals(0, limit("23T06:59"));
    assertEquals(1000, limit("23T07:00"));
    assertEquals(1000, limit("23T18:59"));
    assertEquals(0, limit("23T19:00"));
    assertEquals(0, limit("24T12:00"));
  }

  @Test
  void aWindowGoesOnPastMidnight() {
    assertEquals(2000, limit("22T23:00"));
    assertEquals(2000, limit("23T01:59"));
    assertEquals(0, limit("23T02:00"));
    assertEquals(0, limit("22T01:00"));
  }

  @Test
  void takersWaitUntilTheirBytesAreDue() {
    AtomicLong now = new AtomicLong(Duration.ofHours(1).toNanos());
    BandwidthLimit limit =
        new BandwidthLimit(
            new BandwidthSchedule(1000, List.of()), InstantSource.system(), now::get);
    assertEquals(Duration.ofMillis(500).toNanos(), limit.book(500));
    assertEquals(Duration.ofSeconds(1).toNanos(), limit.book(500));
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    assertEquals(0, limit.book(1000), "at most one second's worth is saved up");
    assertEquals(Duration.ofMillis(500).toNanos(), limit.book(500));
  }

  @Test
  void backsOffWithFullJitterWithinItsLimit() {
    Backoff backoff = new Backoff(new Random(1), Duration.ofSeconds(8));
    for (int failure = 0; failure < 100; failure++) {
      long bound = Math.min(8000, 500L << Math.min(failure, 10));
      assertTrue(backoff.next(Optional.empty()).toMillis() <= bound);
    }
    assertEquals(Duration.ofSeconds(30), backoff.next(Optional.of(Duration.ofSeconds(30))));
  }

  @Test
  void halvesChunksAfterABreakAndGrowsAgain() {
    ChunkSize size = new ChunkSize();
    for (int times = 0; times < 10; times++) {
      size.broke();
    }
    assertEquals(ChunkSize.SMALLEST, size.bytes());
    for (int times = 0; times < 4; times++) {
      size.succeeded();
    }
    assertEquals(2 * ChunkSize.SMALLEST, size.bytes());
  }
}
