package org.dockwarden.fleet.alerting;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.dockwarden.fleet.alert.Alert;
import org.dockwarden.fleet.alert.Changes;
import org.dockwarden.fleet.alert.Silence;

/** A store on a disk that can be full. */
final class FailingStore implements AlertStore {
  private final AlertStore store;
  boolean isFailing;

  FailingStore(AlertStore store) {
    this.store = store;
  }

  @Override
  public List<Alert> open() throws IOException {
    return store.open();
  }

  @Override
  public List<Silence> silences(Instant now) throws IOException {
    return store.silences(now);
  }

  @Override
  public void commit(Changes changes, List<Telling> tellings) throws IOException {
    if (isFailing) {
      throw new IOException("disk full");
    }
    store.commit(changes, tellings);
  }

  @Override
  public List<Past> history(String alert) throws IOException {
    return store.history(alert);
  }

  @Override
  public List<Alert> closed(Instant before, int limit) throws IOException {
    return store.closed(before, limit);
  }

  @Override
  public void prune(Instant endedBefore, Instant sentBefore) throws IOException {
    store.prune(endedBefore, sentBefore);
  }

  @Override
  public void destinations(List<Place> places) throws IOException {
    store.destinations(places);
  }

  @Override
  public void enable(String destination) throws IOException {
    store.enable(destination);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
