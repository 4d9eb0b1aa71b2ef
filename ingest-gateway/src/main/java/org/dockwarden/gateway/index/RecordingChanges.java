package org.dockwarden.gateway.index;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.identity.RecordingId;

/**
 * Wakes those who wait for a recording to change (P-20). Holds something only for recordings that
 * somebody has a ticket for. Safe for many threads.
 */
public final class RecordingChanges {
  private final Map<RecordingId, Change> awaited = new HashMap<>();

  /** The next change of one recording; {@code tickets} is guarded by the outer object. */
  private static final class Change {
    private final CountDownLatch happened = new CountDownLatch(1);
    private int tickets;
  }

  /** A ticket, taken before looking, so that no change between looking and waiting is missed. */
  public final class Ticket implements AutoCloseable {
    private final RecordingId recording;
    private final Change change;

    private Ticket(RecordingId recording, Change change) {
      this.recording = recording;
      this.change = change;
    }

    /** Waits for a change after the ticket was taken; false when there was none in time. */
    public boolean await(Duration longest) throws InterruptedException {
      return change.happened.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      giveBack(recording, change);
    }
  }

  /** Takes a ticket for the next change of a recording; closed once. */
  public synchronized Ticket ticket(RecordingId recording) {
    Change change = awaited.computeIfAbsent(recording, _ -> new Change());
    change.tickets++;
    return new Ticket(recording, change);
  }

  private synchronized void giveBack(RecordingId recording, Change change) {
    change.tickets--;
    if (change.tickets == 0) {
      awaited.remove(recording, change); // Not the one after it.
    }
  }

  /** Says that a recording has changed. */
  public synchronized void changed(RecordingId recording) {
    Change change = awaited.remove(recording);
    if (change != null) {
      change.happened.countDown();
    }
  }

  /** Recordings that somebody has a ticket for. */
  synchronized int awaitedNow() {
    return awaited.size();
  }
}
