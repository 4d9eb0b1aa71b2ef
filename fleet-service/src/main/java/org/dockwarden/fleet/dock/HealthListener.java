package org.dockwarden.fleet.dock;

import java.time.Instant;
import java.util.Optional;

/** Hears every change, in order, under the table's lock: it takes note and returns at once. */
public interface HealthListener {
  /** Hears nothing. */
  HealthListener NONE =
      new HealthListener() {
        @Override
        public void changed(DockKey dock, Optional<String> bay, MetricChange change) {}

        @Override
        public void settled(DockKey dock, Optional<String> bay, Metrics metrics, Instant now) {}

        @Override
        public void presence(DockKey dock, boolean online, Instant at) {}
      };

  /** A metric of a dock or a bay has another value, or had it once (historical). */
  void changed(DockKey dock, Optional<String> bay, MetricChange change);

  /** A message is taken completely; these are the current values. Not after historical ones. */
  void settled(DockKey dock, Optional<String> bay, Metrics metrics, Instant now);

  void presence(DockKey dock, boolean online, Instant at);

  /** The dock has told everything, at the beginning of a connection or because it was asked. */
  default void born(DockKey dock, Instant at) {}

  /**
   * A change.
   *
   * @param saidAt the dock's own time of it, in milliseconds since 1970; the arrival's without one
   * @param at when it was so: the dock's time where it is sensible, else the arrival's
   * @param arrivedAt when it was heard of
   * @param isHistorical whether it was kept during an outage
   * @param isFirst whether nothing was known before: it may be so for long
   */
  record MetricChange(
      String name,
      Metric metric,
      long saidAt,
      Instant at,
      Instant arrivedAt,
      boolean isHistorical,
      boolean isFirst) {
    /** Whether the dock's time was not taken. */
    public boolean isDoubtful() {
      return saidAt != at.toEpochMilli();
    }
  }
}
