package org.dockwarden.evidence.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations and byte counts as settings write them: digits and a unit. */
final class Quantities {
  /** So many digits times the largest unit may overflow; that is checked. */
  private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,18})([A-Za-z]*)");

  private static final Map<String, Long> BYTE_UNITS = new LinkedHashMap<>();
  private static final Map<String, Duration> TIME_UNITS = new LinkedHashMap<>();

  static {
    BYTE_UNITS.put("TiB", 1L << 40);
    BYTE_UNITS.put("TB", 1_000_000_000_000L);
    BYTE_UNITS.put("GiB", 1L << 30);
    BYTE_UNITS.put("GB", 1_000_000_000L);
    BYTE_UNITS.put("MiB", 1L << 20);
    BYTE_UNITS.put("MB", 1_000_000L);
    BYTE_UNITS.put("KiB", 1L << 10);
    BYTE_UNITS.put("kB", 1_000L);
    BYTE_UNITS.put("B", 1L);
    BYTE_UNITS.put("", 1L);
    TIME_UNITS.put("d", Duration.ofDays(1));
    TIME_UNITS.put("h", Duration.ofHours(1));
    TIME_UNITS.put("m", Duration.ofMinutes(1));
    TIME_UNITS.put("s", Duration.ofSeconds(1));
    TIME_UNITS.put("ms", Duration.ofMillis(1));
  }

  private Quantities() {}

  static @Nullable Long byteCount(String text) {
    Matcher quantity = QUANTITY.matcher(text);
    Long unit = quantity.matches() ? BYTE_UNITS.get(quantity.group(2)) : null;
    try {
      return unit == null ? null : Math.multiplyExact(Long.parseLong(quantity.group(1)), unit);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  static @Nullable Duration duration(String text) {
    Matcher quantity = QUANTITY.matcher(text);
    Duration unit = quantity.matches() ? TIME_UNITS.get(quantity.group(2)) : null;
    try {
      return unit == null ? null : unit.multipliedBy(Long.parseLong(quantity.group(1)));
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** In the largest unit that divides it. */
  static String formatBytes(long bytes) {
    for (Map.Entry<String, Long> unit : BYTE_UNITS.entrySet()) {
      if (bytes != 0 && bytes % unit.getValue() == 0) {
        return bytes / unit.getValue() + unit.getKey();
      }
    }
    return Long.toString(bytes);
  }

  /** In the largest unit that divides it. */
  static String format(Duration duration) {
    for (Map.Entry<String, Duration> unit : TIME_UNITS.entrySet()) {
      if (!duration.isZero() && duration.toMillis() % unit.getValue().toMillis() == 0) {
        return duration.toMillis() / unit.getValue().toMillis() + unit.getKey();
      }
    }
    return duration.toSeconds() + "s";
  }
}
