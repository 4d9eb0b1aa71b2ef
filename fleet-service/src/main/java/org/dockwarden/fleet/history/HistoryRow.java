package org.dockwarden.fleet.history;

import java.util.Optional;
import java.util.OptionalLong;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.HealthListener.MetricChange;

/**
 * A change to be remembered.
 *
 * @param series the chart that its number belongs to
 */
public record HistoryRow(
    DockKey dock, String bay, MetricChange change, Optional<String> series, OptionalLong number) {}
