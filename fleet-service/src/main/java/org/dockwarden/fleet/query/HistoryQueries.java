package org.dockwarden.fleet.query;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.dockwarden.fleet.dock.DockKey;

/** What is asked of the history; see {@link FleetQueries}. */
public interface HistoryQueries {
  Page<HistoryEntry> history(
      DockKey dock, Optional<String> bay, Optional<String> metric, Page.Request page)
      throws IOException;

  Series<Series.BacklogPoint> backlog(DockKey dock, Instant from, Instant to, int points)
      throws IOException;

  Series<Series.ChargePoint> charge(DockKey dock, String bay, Instant from, Instant to, int points)
      throws IOException;

  /** Bytes of its file that are in use. */
  long bytes() throws IOException;

  /** Changes that wait to be written. */
  int waiting();

  /** Changes that were not kept since start. */
  long lost();

  /** Why nothing is written; "" while all is well. */
  String problem();
}
