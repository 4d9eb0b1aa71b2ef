package org.dockwarden.evidence.sparkplug;

/** The value of a metric. */
public sealed interface SparkplugValue {
  /** INT8 to INT64, UINT8 to UINT64, DATE_TIME (milliseconds since 1970). */
  record IntegerValue(long value) implements SparkplugValue {}

  /** FLOAT or DOUBLE. */
  record DecimalValue(double value) implements SparkplugValue {}

  /** BOOLEAN. */
  record BooleanValue(boolean value) implements SparkplugValue {}

  /** STRING, TEXT or UUID. */
  record TextValue(String value) implements SparkplugValue {}

  /** No value, of whatever type: {@code is_null}. */
  record NullValue() implements SparkplugValue {}

  /** A value of a type that this reader does not know: it was skipped. */
  record UnknownValue() implements SparkplugValue {}
}
