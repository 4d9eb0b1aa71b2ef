package org.dockwarden.gateway.index;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dockwarden.evidence.identity.RecordingId;

/** Wakes those who wait for a recording to change (P-20). Bounded by the requests that wait. */
public final class RecordingChanges {
  private final ConcurrentMap<RecordingId, CompletableFuture<Boolean>> waiting =
      new ConcurrentHashMap<>();

  /** A ticket, taken before looking, so that no change between looking and waiting is missed. */
  public static final class Ticket {
    private final CompletableFuture<Boolean> change;

    private Ticket(CompletableFuture<Boolean> change) {
      this.change = change;
    }

    /** Waits for a change after the ticket was taken; false when there was none in time. */
    public boolean await(Duration longest) throws InterruptedException {
      try {
        return change.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        throw new AssertionError("never completed with a failure", e);
      }
    }
  }

  /** Takes a ticket for the next change of a recording. */
  public Ticket ticket(RecordingId recording) {
    return new Ticket(waiting.computeIfAbsent(recording, _ -> new CompletableFuture<>()));
  }

  /** Says that a recording has changed. */
  public void changed(RecordingId recording) {
    CompletableFuture<Boolean> change = waiting.remove(recording);
    if (change != null) {
      change.complete(true);
    }
  }
}
