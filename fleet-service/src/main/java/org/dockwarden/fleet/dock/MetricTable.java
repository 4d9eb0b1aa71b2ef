package org.dockwarden.fleet.dock;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.dockwarden.evidence.sparkplug.SparkplugValue;

/** Current values by name, as text, within limits. What is historical is not current. */
final class MetricTable {
  static final int MAX_METRICS = 256;
  static final int MAX_TEXT = 1024;

  private final NavigableMap<String, String> values = new TreeMap<>();
  private final Map<Long, String> names = new HashMap<>();
  private final Map<String, SparkplugType> types = new HashMap<>();

  /** A birth: these metrics and no others exist. */
  void replace(List<SparkplugMetric> born) {
    values.clear();
    names.clear();
    types.clear();
    for (SparkplugMetric metric : born) {
      if (metric.name().isPresent() && values.size() < MAX_METRICS) {
        String name = cut(metric.name().get());
        metric.alias().ifPresent(alias -> names.put(alias, name));
        metric.type().ifPresent(type -> types.put(name, type));
        values.put(name, text(name, metric.value()));
      }
    }
  }

  /** Changes since the birth; false when one names a metric that no birth has announced. */
  boolean update(List<SparkplugMetric> changed) {
    boolean isKnown = true;
    for (SparkplugMetric metric : changed) {
      Optional<String> name = nameOf(metric);
      if (name.isEmpty()) {
        isKnown = false;
      } else if (!metric.isHistorical()) {
        values.put(name.get(), text(name.get(), metric.value()));
      }
    }
    return isKnown;
  }

  private Optional<String> nameOf(SparkplugMetric metric) {
    Optional<String> name = metric.name().map(MetricTable::cut);
    if (name.isEmpty() && metric.alias().isPresent()) {
      name = Optional.ofNullable(names.get(metric.alias().getAsLong()));
    }
    return name.filter(values::containsKey);
  }

  NavigableMap<String, String> view() {
    return new TreeMap<>(values);
  }

  private String text(String name, SparkplugValue value) {
    return switch (value) {
      case SparkplugValue.IntegerValue number when types.get(name) == SparkplugType.DATE_TIME ->
          instant(number.value());
      case SparkplugValue.IntegerValue number -> Long.toString(number.value());
      case SparkplugValue.DecimalValue number -> Double.toString(number.value());
      case SparkplugValue.BooleanValue bool -> Boolean.toString(bool.value());
      case SparkplugValue.TextValue text -> cut(text.value());
      case SparkplugValue.NullValue _ -> "";
      case SparkplugValue.UnknownValue _ -> "?";
    };
  }

  private static String instant(long millis) {
    try {
      return Instant.ofEpochMilli(millis).toString();
    } catch (DateTimeException e) {
      return Long.toString(millis);
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
