package org.dockwarden.gateway.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.identity.DockId;

/** Counts connections of docks and requests of all (P-23). Safe for many threads. */
final class Admission {
  private final int connectionsPerDock;
  private final int requests;
  private final Semaphore free;
  private final Map<DockId, Integer> connections = new HashMap<>();

  Admission(int connectionsPerDock, int requests) {
    this.connectionsPerDock = connectionsPerDock;
    this.requests = requests;
    this.free = new Semaphore(requests);
  }

  /** What becomes of one more connection of a dock. Counted in any case. */
  enum Entry {
    /** Its requests are answered. */
    SERVED,
    /** One too many: it is told so. */
    REFUSED,
    /** Far too many: it is closed without a word, or one dock could take every connection. */
    CLOSED
  }

  /** Counts one more connection of a dock. */
  synchronized Entry open(DockId dock) {
    int count = connections.merge(dock, 1, Integer::sum);
    if (count <= connectionsPerDock) {
      return Entry.SERVED;
    }
    return count <= 2 * connectionsPerDock ? Entry.REFUSED : Entry.CLOSED;
  }

  synchronized void close(DockId dock) {
    connections.computeIfPresent(dock, (_, count) -> count > 1 ? count - 1 : null);
  }

  boolean beginRequest() {
    return free.tryAcquire();
  }

  void endRequest() {
    free.release();
  }

  int requestsNow() {
    return requests - free.availablePermits();
  }

  /** Waits until no request is being answered; false: there still are. */
  boolean awaitIdle(long millis) throws InterruptedException {
    boolean idle = free.tryAcquire(requests, millis, TimeUnit.MILLISECONDS);
    if (idle) {
      free.release(requests);
    }
    return idle;
  }
}
