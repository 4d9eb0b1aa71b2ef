package org.dockwarden.agent.health.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;

/**
 * What changed at one time.
 *
 * @param device the bay; empty for the dock itself
 * @param isEvent whether a history must not miss it (H-15)
 * @param metrics with name and timestamp
 */
public record Change(
    Optional<String> device, boolean isEvent, Instant at, List<SparkplugMetric> metrics) {
  public Change {
    metrics = List.copyOf(metrics);
  }

  /** The same, told later. */
  public Change historical() {
    return new Change(
        device, isEvent, at, metrics.stream().map(SparkplugMetric::historical).toList());
  }
}
