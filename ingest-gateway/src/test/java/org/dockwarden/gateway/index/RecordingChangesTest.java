package org.dockwarden.gateway.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.dockwarden.evidence.identity.RecordingId;
import org.junit.jupiter.api.Test;

class RecordingChangesTest {
  private static final RecordingId ONE = new RecordingId("1".repeat(64));
  private static final RecordingId TWO = new RecordingId("2".repeat(64));

  private final RecordingChanges changes = new RecordingChanges();

  @Test
  void missesNoChangeAfterTheTicketWasTaken() throws Exception {
    try (RecordingChanges.Ticket first = changes.ticket(ONE);
        RecordingChanges.Ticket second = changes.ticket(ONE);
        RecordingChanges.Ticket other = changes.ticket(TWO)) {
      changes.changed(ONE);
      assertTrue(first.await(Duration.ZERO));
      assertTrue(second.await(Duration.ZERO));
      assertFalse(other.await(Duration.ZERO));
    }
  }

  @Test
  void holdsNothingForThoseWhoWaitNoLonger() {
    for (int i = 0; i < 100; i++) {
      changes.ticket(new RecordingId("%064x".formatted(i))).close();
    }
    assertEquals(0, changes.awaitedNow());
  }

  @Test
  void keepsTheTicketsOfTheNextChangeWhenOneOfTheLastIsGivenBack() throws Exception {
    RecordingChanges.Ticket before = changes.ticket(ONE);
    changes.changed(ONE);
    try (RecordingChanges.Ticket after = changes.ticket(ONE)) {
      before.close();
      changes.changed(ONE);
      assertTrue(after.await(Duration.ZERO));
    }
    assertEquals(0, changes.awaitedNow());
  }
}
