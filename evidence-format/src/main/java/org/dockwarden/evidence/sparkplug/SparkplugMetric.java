package org.dockwarden.evidence.sparkplug;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One metric of a payload.
 *
 * @param name its name; may be missing after a birth that gave it an alias
 * @param alias the number that stands for the name
 * @param timestamp when the value was so
 * @param type its type; may be missing after a birth
 * @param value its value
 * @param isHistorical whether it was kept while offline and is not the current value
 * @param unit what its numbers count, as the property {@code engUnit}; births tell it
 */
public record SparkplugMetric(
    Optional<String> name,
    OptionalLong alias,
    Optional<Instant> timestamp,
    Optional<SparkplugType> type,
    SparkplugValue value,
    boolean isHistorical,
    Optional<String> unit) {

  /** Without a unit. */
  public SparkplugMetric(
      Optional<String> name,
      OptionalLong alias,
      Optional<Instant> timestamp,
      Optional<SparkplugType> type,
      SparkplugValue value,
      boolean isHistorical) {
    this(name, alias, timestamp, type, value, isHistorical, Optional.empty());
  }

  /** A current value with a name. */
  public static SparkplugMetric of(
      String name, Instant at, SparkplugType type, SparkplugValue value) {
    return new SparkplugMetric(
        Optional.of(name), OptionalLong.empty(), Optional.of(at), Optional.of(type), value, false);
  }

  public static SparkplugMetric ofInteger(String name, Instant at, SparkplugType type, long value) {
    return of(name, at, type, new SparkplugValue.IntegerValue(value));
  }

  public static SparkplugMetric ofDouble(String name, Instant at, double value) {
    return of(name, at, SparkplugType.DOUBLE, new SparkplugValue.DecimalValue(value));
  }

  public static SparkplugMetric ofBoolean(String name, Instant at, boolean value) {
    return of(name, at, SparkplugType.BOOLEAN, new SparkplugValue.BooleanValue(value));
  }

  public static SparkplugMetric ofText(String name, Instant at, String value) {
    return of(name, at, SparkplugType.STRING, new SparkplugValue.TextValue(value));
  }

  public static SparkplugMetric ofNull(String name, Instant at, SparkplugType type) {
    return of(name, at, type, new SparkplugValue.NullValue());
  }

  /** The same, marked as kept from an earlier time. */
  public SparkplugMetric historical() {
    return new SparkplugMetric(name, alias, timestamp, type, value, true, unit);
  }

  /** The same, with a unit. */
  public SparkplugMetric in(String newUnit) {
    return new SparkplugMetric(
        name, alias, timestamp, type, value, isHistorical, Optional.of(newUnit));
  }

  /** The same as data tells it, whose type and unit are those of the birth. */
  public SparkplugMetric withoutType() {
    return new SparkplugMetric(
        name, alias, timestamp, Optional.empty(), value, isHistorical, Optional.empty());
  }
}
