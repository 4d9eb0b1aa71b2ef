package org.dockwarden.fleet.alerting;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.dockwarden.fleet.alert.Alert;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.Changes;
import org.dockwarden.fleet.alert.Severity;
import org.dockwarden.fleet.alert.Silence;

/** Where alerts, their history and silences are kept. Thread-safe. */
public interface AlertStore extends AutoCloseable {
  /** Open alerts, the earliest first. */
  List<Alert> open() throws IOException;

  /** Silences that are not over at this time. */
  List<Silence> silences(Instant now) throws IOException;

  /**
   * Stores what has changed and what is to be told of it, all or nothing; on stable storage when
   * this returns. The same again has no effect.
   */
  void commit(Changes changes, List<Telling> tellings) throws IOException;

  /** An event for a destination. */
  record Telling(String destination, AlertEvent event) {}

  /** The steps of an alert, in order. */
  List<Past> history(String alert) throws IOException;

  /** A step of an alert as it is remembered. */
  record Past(
      String id, AlertEvent.Step step, Instant at, Severity severity, boolean told, String note) {}

  /** Alerts that ended before this time, the latest first. */
  List<Alert> closed(Instant before, int limit) throws IOException;

  /**
   * Forgets some of what is old; called again and again.
   *
   * @param endedBefore alerts with their history, and silences
   * @param sentBefore notices that were sent or given up
   */
  void prune(Instant endedBefore, Instant sentBefore) throws IOException;

  /**
   * These destinations exist from now on. One with another address than before is enabled again;
   * what waits for one that is gone is removed.
   */
  void destinations(List<Place> places) throws IOException;

  /** A destination's name and address. */
  record Place(String name, String address) {}

  /** Lets a destination that was disabled have messages again. */
  void enable(String destination) throws IOException;

  @Override
  void close() throws IOException;
}
