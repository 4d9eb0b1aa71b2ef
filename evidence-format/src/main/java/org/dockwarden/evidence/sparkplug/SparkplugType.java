package org.dockwarden.evidence.sparkplug;

import java.util.Optional;

/** Data types of metrics that we use (Sparkplug 3.0, 6.4.16), with their codes. */
public enum SparkplugType {
  INT8(1),
  INT16(2),
  INT32(3),
  INT64(4),
  UINT8(5),
  UINT16(6),
  UINT32(7),
  UINT64(8),
  FLOAT(9),
  DOUBLE(10),
  BOOLEAN(11),
  STRING(12),
  DATE_TIME(13),
  TEXT(14),
  UUID(15);

  private final int code;

  SparkplugType(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** Whether its value travels in {@code int_value}. */
  boolean isInInt() {
    return switch (this) {
      case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> true;
      case INT64, UINT64, FLOAT, DOUBLE, BOOLEAN, STRING, DATE_TIME, TEXT, UUID -> false;
    };
  }

  /** The number that these bits of the wire mean, two's complement for the signed types. */
  long signed(long bits, boolean isInt) {
    return switch (this) {
      case INT8 -> (byte) bits;
      case INT16 -> (short) bits;
      case INT32 -> (int) bits;
      case INT64 -> isInt ? (int) bits : bits;
      case UINT8, UINT16, UINT32, UINT64, FLOAT, DOUBLE, BOOLEAN, STRING, DATE_TIME, TEXT, UUID ->
          bits;
    };
  }

  static Optional<SparkplugType> of(int code) {
    return code >= 1 && code <= values().length
        ? Optional.of(values()[code - 1])
        : Optional.empty();
  }
}
