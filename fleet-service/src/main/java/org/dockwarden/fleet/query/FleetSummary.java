package org.dockwarden.fleet.query;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The whole estate at a glance.
 *
 * @param at when this was true
 * @param baysByState how many bays say what, online docks only; keys as in spec/bay-states.md
 * @param camerasKnown ever seen, without retired and lost ones
 * @param camerasMissing not docked for longer than the setting says, and in use
 * @param backlog of all online docks
 * @param lateFootage files that came later than the setting says, in the last 7 days
 * @param dropped messages that were not taken since start
 * @param degraded what of the service itself is not well
 */
public record FleetSummary(
    Instant at,
    int sites,
    int docksOnline,
    int docksOffline,
    SortedMap<String, Integer> baysByState,
    int camerasDocked,
    long camerasKnown,
    long camerasMissing,
    Backlog backlog,
    long lateFootage,
    long dropped,
    List<String> degraded) {
  public FleetSummary {
    baysByState = new TreeMap<>(baysByState);
    degraded = List.copyOf(degraded);
  }
}
