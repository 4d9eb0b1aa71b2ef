package org.dockwarden.fleet.alert;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.fleet.alert.AlertKind.Measure;

/**
 * When one kind raises and clears.
 *
 * @param raise from which value on it has a severity; up to which for {@link Measure#DAYS_LEFT}
 * @param clear at which value it is good again; the rest between is neither good nor bad
 * @param after how long it has to hold before it is raised
 * @param good how long it has to be good before it is cleared
 * @param folds whether many docks of a site become one alert
 */
public record Rule(
    AlertKind kind,
    boolean enabled,
    Map<Severity, Double> raise,
    double clear,
    Duration after,
    Duration good,
    boolean folds) {
  public Rule {
    raise = Collections.unmodifiableMap(new EnumMap<>(raise));
    if (raise.isEmpty()) {
      throw new IllegalArgumentException(kind.text() + ": no severity (expected: at least one)");
    }
  }

  private boolean fewerIsWorse() {
    return kind.measure() == Measure.DAYS_LEFT;
  }

  /** Whether a value is as bad as this severity. */
  boolean reaches(Severity severity, double value) {
    Double threshold = raise.get(severity);
    return threshold != null && (fewerIsWorse() ? value <= threshold : value >= threshold);
  }

  /** Whether a value ends an alert. */
  boolean isGood(double value) {
    return fewerIsWorse() ? value >= clear : value <= clear;
  }

  /** The mildest severity that it has. */
  Severity mildest() {
    return raise.keySet().iterator().next();
  }

  /** What is wrong with the thresholds among themselves, if anything. */
  public Optional<String> problem() {
    for (Map.Entry<Severity, Double> level : raise.entrySet()) {
      if (isGood(level.getValue())) {
        return Optional.of(level.getKey().text() + " and clear overlap");
      }
    }
    double before = Double.NaN;
    for (double threshold : raise.values()) {
      if (fewerIsWorse() ? threshold >= before : threshold <= before) {
        return Optional.of("a worse severity begins no later than a milder one");
      }
      before = threshold;
    }
    return Optional.empty();
  }
}
