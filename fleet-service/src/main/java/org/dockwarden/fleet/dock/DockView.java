package org.dockwarden.fleet.dock;

import java.time.Instant;
import java.util.NavigableMap;

/**
 * A dock as it last described itself.
 *
 * @param online whether it is connected, as far as is known
 * @param heardAt when it last said anything
 * @param metrics its own, by name
 * @param bays by name
 */
public record DockView(
    DockKey key,
    boolean online,
    Instant heardAt,
    NavigableMap<String, String> metrics,
    NavigableMap<String, BayView> bays) {
  /**
   * A bay as its dock last described it.
   *
   * @param online whether the dock vouches for the metrics now
   */
  public record BayView(boolean online, NavigableMap<String, String> metrics) {}
}
