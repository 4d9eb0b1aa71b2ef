package org.dockwarden.fleet.query;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.dock.DockKey;

/**
 * Everything that can be asked of the fleet. Thread-safe. What is live comes from memory and never
 * fails; what throws {@link IOException} reads the database.
 */
public interface FleetQueries {
  /** The whole estate. */
  FleetSummary fleet();

  /** Every site that a dock was ever heard from, by force and name. */
  List<SiteSummary> sites();

  /** Docks by group and name. */
  Page<DockSummary> docks(DockFilter filter, Page.Request page);

  /** One dock; empty where none of that name was heard of since start. */
  Optional<DockDetail> dock(DockKey dock);

  /** Grows with every change of any dock. */
  long revision();

  /** Waits until the revision is another than this one, at most for the patience; the revision. */
  long awaitChange(long revision, Duration patience) throws InterruptedException;

  /** Docks that changed after a revision, most recently changed last, at most {@code limit}. */
  List<DockSummary> changedSince(long revision, int limit);

  /** How the service is. */
  ServiceHealth health();

  /** Cameras of the inventory. */
  Page<CameraSummary> cameras(CameraFilter filter, Page.Request page) throws IOException;

  /** One camera; empty where none was ever seen. */
  Optional<CameraLife> camera(String camera, Page.Request events) throws IOException;

  /** How many cameras have which firmware, by model, most first. */
  List<FirmwareCount> firmware() throws IOException;

  /** Latest first. */
  Page<LateFootage> late(Page.Request page) throws IOException;

  /** Changes of a dock's or a bay's metrics, newest first, of one metric or of all. */
  Page<HistoryEntry> history(
      DockKey dock, Optional<String> bay, Optional<String> metric, Page.Request page)
      throws IOException;

  /** Backlog of one dock over a time; at most {@code points}. */
  Series<Series.BacklogPoint> backlog(DockKey dock, Instant from, Instant to, int points)
      throws IOException;

  /** Charge in one bay over a time; at most {@code points}. */
  Series<Series.ChargePoint> charge(DockKey dock, String bay, Instant from, Instant to, int points)
      throws IOException;

  /** Finds serials, docks, sites and officers that contain a text of 2 to 64 characters. */
  List<SearchHit> search(String text, int limit) throws IOException;

  /** Writes the whole inventory as CSV (RFC 4180), formulas of spreadsheets made harmless. */
  void writeCsv(OutputStream out) throws IOException;
}
