package org.dockwarden.fleet.dock;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.dockwarden.evidence.sparkplug.SparkplugValue;

/** Current values of a dock or bay by name (spec/health-topics.md, 5 and 6). */
public interface Metrics {
  /** The metric; empty where there is none of this name. */
  Optional<Metric> metric(String name);

  /** A text that is not empty. */
  default Optional<String> text(String name) {
    return metric(name).map(Metric::text).filter(text -> !text.isEmpty());
  }

  default OptionalLong number(String name) {
    return metric(name).isPresent()
            && metric(name).get().value() instanceof SparkplugValue.IntegerValue(long number)
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /** A point in time that lies within what this service takes for sensible. */
  default Optional<Instant> time(String name) {
    OptionalLong millis = number(name);
    return millis.isPresent() && DockClock.isDate(millis.getAsLong())
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  default boolean isFalse(String name) {
    return metric(name)
        .filter(metric -> metric.value().equals(new SparkplugValue.BooleanValue(false)))
        .isPresent();
  }
}
