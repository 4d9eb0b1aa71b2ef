package org.dockwarden.fleet.query;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One site of one force.
 *
 * @param offlineSince since when no dock of it is online; absent while one is
 * @param baysByState online docks only
 */
public record SiteSummary(
    String force,
    String site,
    int docksOnline,
    int docksOffline,
    int docksInTrouble,
    Optional<Instant> offlineSince,
    SortedMap<String, Integer> baysByState,
    int camerasDocked,
    Backlog backlog) {
  public SiteSummary {
    baysByState = new TreeMap<>(baysByState);
  }
}
