package org.dockwarden.agent.health.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.DecimalValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.IntegerValue;

/** Which metrics of one node or bay differ enough from what was told last (H-14). One thread. */
public final class Teller {
  private final Map<String, Told> told = new HashMap<>();

  private record Told(SparkplugValue value, long nanos) {}

  /**
   * What is to be told.
   *
   * @param isEvent whether anything of it is an event (H-15)
   */
  public record News(List<SparkplugMetric> metrics, boolean isEvent) {
    public News {
      metrics = List.copyOf(metrics);
    }
  }

  /** The birth tells all of it. */
  public List<SparkplugMetric> born(List<Reading> readings, Instant at, long nanos) {
    told.clear();
    readings.forEach(it -> told.put(it.kind().name(), new Told(it.value(), nanos)));
    return readings.stream().map(it -> it.born(at)).toList();
  }

  /** What has changed; from here on it is told. */
  public News changed(List<Reading> readings, Instant at, long nanos) {
    List<SparkplugMetric> metrics = new ArrayList<>();
    boolean isEvent = false;
    for (Reading reading : readings) {
      if (isNews(reading, nanos)) {
        told.put(reading.kind().name(), new Told(reading.value(), nanos));
        metrics.add(reading.told(at));
        isEvent |= reading.kind().isEvent();
      }
    }
    return new News(metrics, isEvent);
  }

  private boolean isNews(Reading reading, long nanos) {
    Kind kind = reading.kind();
    Told before = told.get(kind.name());
    if (before == null) {
      return true;
    }
    if (before.value().equals(reading.value())
        || nanos - before.nanos() < kind.interval().toNanos()) {
      return false;
    }
    return differs(kind, before.value(), reading.value());
  }

  /** To zero and from zero is always a change, and so is getting known or unknown. */
  private static boolean differs(Kind kind, SparkplugValue before, SparkplugValue now) {
    if (!isNumber(before) || !isNumber(now)) {
      return true;
    }
    double old = number(before);
    double value = number(now);
    double change = Math.abs(value - old);
    if (kind.relative() > 0 && value != 0) {
      return change >= kind.relative() * Math.abs(old);
    }
    return change >= kind.absolute();
  }

  private static boolean isNumber(SparkplugValue value) {
    return value instanceof IntegerValue || value instanceof DecimalValue;
  }

  private static double number(SparkplugValue value) {
    return switch (value) {
      case IntegerValue(long number) -> number;
      case DecimalValue(double number) -> number;
      case SparkplugValue.BooleanValue _,
          SparkplugValue.TextValue _,
          SparkplugValue.NullValue _,
          SparkplugValue.UnknownValue _ ->
          throw new IllegalArgumentException("value: " + value + " (expected: a number)");
    };
  }
}
