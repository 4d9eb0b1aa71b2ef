package org.dockwarden.fleet.dock;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.dockwarden.evidence.sparkplug.SparkplugValue;
import org.dockwarden.fleet.dock.HealthListener.MetricChange;

/** Current values by name, within limits. What is historical is told, and is not current. */
final class MetricTable implements Metrics {
  static final int MAX_METRICS = 256;

  /** Nothing of ours is longer but for the detail of a command's result. */
  static final int MAX_TEXT = 4096;

  private final NavigableMap<String, Metric> values = new TreeMap<>();
  private final Map<Long, String> names = new HashMap<>();

  /** Told of what changes and of what is not taken. */
  interface Watcher {
    void changed(MetricChange change);

    void dropped(DropReason reason);

    String shared(String name);
  }

  /** A birth: these metrics and no others exist. */
  void replace(List<SparkplugMetric> born, Instant now, Watcher watcher) {
    Map<String, Metric> before = new HashMap<>(values);
    boolean isFirst = values.isEmpty();
    values.clear();
    names.clear();
    for (SparkplugMetric metric : born) {
      if (metric.name().isEmpty()) {
        watcher.dropped(DropReason.UNKNOWN_METRIC);
      } else if (values.size() == MAX_METRICS) {
        watcher.dropped(DropReason.TOO_MANY_METRICS);
        return;
      } else {
        String name = watcher.shared(cut(metric.name().get()));
        metric.alias().ifPresent(alias -> names.put(alias, name));
        boolean isTime = metric.type().equals(Optional.of(SparkplugType.DATE_TIME));
        MetricChange change = change(name, isTime, metric, now, isFirst, watcher);
        values.put(name, change.metric());
        Metric old = before.get(name);
        if (old == null || !old.value().equals(change.metric().value())) {
          watcher.changed(change);
        }
      }
    }
  }

  /** Changes since the birth; false when one names a metric that no birth has announced. */
  boolean update(List<SparkplugMetric> changed, Instant now, Watcher watcher) {
    boolean isKnown = true;
    for (SparkplugMetric metric : changed) {
      Optional<String> name = nameOf(metric);
      if (name.isEmpty()) {
        isKnown = false;
        watcher.dropped(DropReason.UNKNOWN_METRIC);
      } else {
        String known = watcher.shared(name.get());
        Metric old = values.get(known);
        boolean isTime = old != null && old.isTime();
        MetricChange change = change(known, isTime, metric, now, false, watcher);
        if (!metric.isHistorical()) {
          values.put(known, change.metric());
        }
        watcher.changed(change);
      }
    }
    return isKnown;
  }

  private static MetricChange change(
      String name,
      boolean isTime,
      SparkplugMetric metric,
      Instant now,
      boolean isFirst,
      Watcher watcher) {
    boolean isSensible = DockClock.isSensible(metric.timestamp(), now);
    if (metric.timestamp().isPresent() && !isSensible) {
      watcher.dropped(DropReason.CLOCK_DOUBTFUL);
    }
    Instant at = isSensible ? metric.timestamp().get() : now;
    long saidAt = metric.timestamp().orElse(now).toEpochMilli();
    Metric value = new Metric(cut(metric.value()), isTime, at.toEpochMilli());
    return new MetricChange(name, value, saidAt, at, now, metric.isHistorical(), isFirst);
  }

  private Optional<String> nameOf(SparkplugMetric metric) {
    Optional<String> name = metric.name().map(MetricTable::cut);
    if (name.isEmpty() && metric.alias().isPresent()) {
      name = Optional.ofNullable(names.get(metric.alias().getAsLong()));
    }
    return name.filter(values::containsKey);
  }

  @Override
  public Optional<Metric> metric(String name) {
    return Optional.ofNullable(values.get(name));
  }

  NavigableMap<String, Metric> live() {
    return Collections.unmodifiableNavigableMap(values);
  }

  NavigableMap<String, Metric> view() {
    return new TreeMap<>(values);
  }

  private static SparkplugValue cut(SparkplugValue value) {
    return value instanceof SparkplugValue.TextValue(String text)
        ? new SparkplugValue.TextValue(cut(text))
        : value;
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
