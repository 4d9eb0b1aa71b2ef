package org.dockwarden.agent.health.metric;

import java.time.Duration;
import java.util.Optional;
import org.dockwarden.evidence.sparkplug.SparkplugType;

/**
 * What a metric is, as spec/health-topics.md lists it.
 *
 * @param isEvent whether a history must not miss its changes (H-15)
 * @param absolute smallest change that is told, in its unit; 0 for each
 * @param relative the same as a share of what was told last; 0 for each
 * @param interval shortest time between two changes that are told
 */
public record Kind(
    String name,
    SparkplugType type,
    Optional<String> unit,
    boolean isEvent,
    double absolute,
    double relative,
    Duration interval) {

  static Kind event(String name, SparkplugType type) {
    return new Kind(name, type, Optional.empty(), true, 0, 0, Duration.ZERO);
  }

  static Kind event(String name, SparkplugType type, String unit) {
    return new Kind(name, type, Optional.of(unit), true, 0, 0, Duration.ZERO);
  }

  static Kind telemetry(String name, SparkplugType type, String unit, int seconds) {
    return new Kind(name, type, Optional.of(unit), false, 0, 0, Duration.ofSeconds(seconds));
  }

  /** A deadband of so much of its unit. */
  Kind by(double least) {
    return new Kind(name, type, unit, isEvent, least, relative, interval);
  }

  /** A deadband of such a share of the value that was told last. */
  Kind byShare(double least) {
    return new Kind(name, type, unit, isEvent, absolute, least, interval);
  }
}
