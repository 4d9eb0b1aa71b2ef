package org.dockwarden.fleet.query;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A dock with everything that it says.
 *
 * @param birth its bdSeq (Sparkplug's count of its connections)
 * @param bays by number
 * @param metrics its own, by name
 * @param dropped its messages that were not taken since start, by reason
 */
public record DockDetail(
    DockSummary summary,
    OptionalLong birth,
    List<BayDetail> bays,
    List<MetricValue> metrics,
    SortedMap<String, Long> dropped) {
  public DockDetail {
    bays = List.copyOf(bays);
    metrics = List.copyOf(metrics);
    dropped = new TreeMap<>(dropped);
  }

  /**
   * One metric's current value as text.
   *
   * @param at when the dock says that it was so; arrival where it says nothing sensible
   * @param stale whether nobody vouches for it now
   */
  public record MetricValue(String name, String value, Instant at, boolean stale) {}
}
