package org.dockwarden.fleet.dock;

import java.time.DateTimeException;
import java.time.Instant;
import org.dockwarden.evidence.sparkplug.SparkplugValue;

/**
 * A metric's value.
 *
 * @param isTime whether the number is milliseconds since 1970
 * @param at when it was so, in milliseconds since 1970
 */
public record Metric(SparkplugValue value, boolean isTime, long at) {
  /** For people, JSON and the history: "" where there is no value. */
  public String text() {
    return switch (value) {
      case SparkplugValue.IntegerValue(long number) when isTime -> instant(number);
      case SparkplugValue.IntegerValue(long number) -> Long.toString(number);
      case SparkplugValue.DecimalValue(double number) -> Double.toString(number);
      case SparkplugValue.BooleanValue(boolean bool) -> Boolean.toString(bool);
      case SparkplugValue.TextValue(String text) -> text;
      case SparkplugValue.NullValue() -> "";
      case SparkplugValue.UnknownValue() -> "?";
    };
  }

  private static String instant(long millis) {
    try {
      return Instant.ofEpochMilli(millis).toString();
    } catch (DateTimeException e) {
      return Long.toString(millis);
    }
  }
}
