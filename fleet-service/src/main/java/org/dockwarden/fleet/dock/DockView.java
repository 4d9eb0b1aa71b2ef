package org.dockwarden.fleet.dock;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * A dock as it last described itself.
 *
 * @param since since when its presence is so
 * @param heardAt when it last said anything
 * @param birth the bdSeq of its last birth
 * @param clockOffset its clock less ours, as of its last message
 * @param sharedName what was seen, while two docks seem to use this name
 * @param metrics its own, by name
 * @param bays by name
 * @param dropped what of it was not taken since start
 * @param revision of its last change
 */
public record DockView(
    DockKey key,
    Presence presence,
    Instant since,
    Instant heardAt,
    OptionalLong birth,
    Optional<Duration> clockOffset,
    Optional<String> sharedName,
    NavigableMap<String, Metric> metrics,
    NavigableMap<String, BayView> bays,
    SortedMap<String, Long> dropped,
    long revision)
    implements Metrics {

  /** Whether a dock is connected to its broker. */
  public enum Presence {
    ONLINE,
    OFFLINE,
    /** Nobody tells: it was not heard of yet, or the broker that tells is gone. */
    UNKNOWN
  }

  public boolean online() {
    return presence == Presence.ONLINE;
  }

  @Override
  public Optional<Metric> metric(String name) {
    return Optional.ofNullable(metrics.get(name));
  }

  /**
   * A bay as its dock last described it.
   *
   * @param online whether the dock vouches for the metrics now
   * @param since since when it is in its state
   * @param offlineSince since when it does not: all metrics are stale from then on; by the dock's
   *     word where the bay left alone, by our clock where its dock or broker did
   */
  public record BayView(
      boolean online,
      Instant since,
      Optional<Instant> offlineSince,
      NavigableMap<String, Metric> metrics)
      implements Metrics {
    @Override
    public Optional<Metric> metric(String name) {
      return Optional.ofNullable(metrics.get(name));
    }
  }
}
