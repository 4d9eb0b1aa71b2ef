package org.dockwarden.agent.health.metric;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.BooleanValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.DecimalValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.IntegerValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.NullValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.TextValue;

/** A metric as it is now; null where the dock does not know it now (H-3). */
public record Reading(Kind kind, SparkplugValue value) {
  static Reading of(Kind kind, String text) {
    return new Reading(kind, new TextValue(text));
  }

  static Reading of(Kind kind, long number) {
    return new Reading(kind, new IntegerValue(number));
  }

  static Reading of(Kind kind, double number) {
    return new Reading(kind, new DecimalValue(number));
  }

  static Reading of(Kind kind, boolean flag) {
    return new Reading(kind, new BooleanValue(flag));
  }

  static Reading of(Kind kind, Instant time) {
    return of(kind, time.toEpochMilli());
  }

  static Reading ofText(Kind kind, Optional<String> text) {
    return text.map(it -> of(kind, it)).orElseGet(() -> ofNull(kind));
  }

  static Reading ofNumber(Kind kind, Optional<Long> number) {
    return number.map(it -> of(kind, it)).orElseGet(() -> ofNull(kind));
  }

  static Reading ofNumber(Kind kind, OptionalInt number) {
    return number.isPresent() ? of(kind, number.getAsInt()) : ofNull(kind);
  }

  static Reading ofTime(Kind kind, Optional<Instant> time) {
    return time.map(it -> of(kind, it)).orElseGet(() -> ofNull(kind));
  }

  public static Reading ofNull(Kind kind) {
    return new Reading(kind, new NullValue());
  }

  /** As a birth tells it: with type and unit. */
  public SparkplugMetric born(Instant at) {
    SparkplugMetric metric = SparkplugMetric.of(kind.name(), at, kind.type(), value);
    return kind.unit().map(metric::in).orElse(metric);
  }

  /** As data tells it. */
  public SparkplugMetric told(Instant at) {
    return SparkplugMetric.of(kind.name(), at, kind.type(), value).withoutType();
  }
}
