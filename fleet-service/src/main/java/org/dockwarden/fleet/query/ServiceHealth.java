package org.dockwarden.fleet.query;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the fleet service itself is.
 *
 * @param dropped messages that were not taken since start, by reason
 * @param historyWaiting changes that wait to be written
 * @param historyLost changes that were not kept since start
 * @param historyBytes of the history's file that are in use
 * @param rebirthsWaiting docks that will be asked to tell everything again
 * @param degraded what is not well, one sentence each; empty where all is
 */
public record ServiceHealth(
    SortedMap<String, Boolean> brokersConnected,
    SortedMap<String, Long> dropped,
    long messages,
    int historyWaiting,
    long historyLost,
    long historyBytes,
    int rebirthsWaiting,
    List<String> degraded) {
  public ServiceHealth {
    brokersConnected = new TreeMap<>(brokersConnected);
    dropped = new TreeMap<>(dropped);
    degraded = List.copyOf(degraded);
  }
}
