package org.dockwarden.agent.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H-20: an order holds until the time that it names, whatever happens to the agent. */
final class UploadOrdersTest {
  private static final Instant START = Instant.parse("2026-11-28T00:30:00Z");
  private static final Instant TWO = Instant.parse("2026-11-28T02:00:00Z");
  private static final long SCHEDULED = 1000;

  @TempDir private Path folder = Path.of("");
  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  private BandwidthLimit limit() {
    return new BandwidthLimit(
        new BandwidthSchedule(SCHEDULED, List.of()), now::get, System::nanoTime);
  }

  private Path file() {
    return folder.resolve("upload-orders.json");
  }

  private UploadOrders open(BandwidthLimit limit) {
    return UploadOrders.open(file(), limit, now::get);
  }

  @Test
  void aPauseOutlivesTheAgentAndEndsInTime() throws IOException {
    open(limit()).pauseUntil(TWO);
    now.set(Instant.parse("2026-11-28T01:00:00Z"));
    BandwidthLimit restarted = limit();
    open(restarted);
    assertEquals(Optional.of(TWO), restarted.pausedUntil());
    now.set(TWO);
    assertEquals(Optional.empty(), restarted.pausedUntil());
  }

  @Test
  void aLimitOutlivesTheAgentAndAResumeDoesToo() throws IOException {
    UploadOrders first = open(limit());
    first.pauseUntil(TWO);
    first.limit(250, TWO);
    BandwidthLimit restarted = limit();
    UploadOrders second = open(restarted);
    assertEquals(250, restarted.bytesPerSecond());
    second.resume();
    BandwidthLimit again = limit();
    open(again);
    assertEquals(Optional.empty(), again.pausedUntil());
    assertEquals(250, again.bytesPerSecond());
    now.set(TWO);
    assertEquals(SCHEDULED, again.bytesPerSecond());
  }

  @Test
  @ExpectsLog(".*an order beyond.*")
  void aClockThatIsFarBehindAtTheStartPausesNothingForEver() throws IOException {
    open(limit()).pauseUntil(TWO);
    now.set(TWO.minus(UploadOrders.FURTHEST).minusSeconds(1));
    BandwidthLimit restarted = limit();
    open(restarted);
    assertEquals(Optional.empty(), restarted.pausedUntil());
    now.set(TWO.minus(Duration.ofDays(1)));
    assertEquals(Optional.empty(), restarted.pausedUntil());
  }

  @Test
  @ExpectsLog(".*not read.*")
  void aBrokenFileCountsForNothingAndShows() throws IOException {
    for (String broken :
        List.of("", "{", "{\"pausedUntil\":1}", "{\"limit\":5}", "{\"x\":1}", "x".repeat(5000))) {
      Files.writeString(file(), broken);
      BandwidthLimit limit = limit();
      UploadOrders orders = open(limit);
      assertTrue(orders.trouble().isPresent(), broken);
      assertEquals(Optional.empty(), limit.pausedUntil());
      assertEquals(SCHEDULED, limit.bytesPerSecond());
      orders.pauseUntil(TWO);
      assertEquals(Optional.empty(), orders.trouble());
    }
  }

  @Test
  @ExpectsLog(".*not written.*")
  void anOrderThatTheDiskDoesNotTakeHoldsAndShows() throws IOException {
    BandwidthLimit limit = limit();
    UploadOrders orders = open(limit);
    Files.createDirectory(folder.resolve("upload-orders.json.part"));
    assertThrows(IOException.class, () -> orders.pauseUntil(TWO));
    assertEquals(Optional.of(TWO), limit.pausedUntil());
    assertTrue(orders.trouble().isPresent());
  }
}
