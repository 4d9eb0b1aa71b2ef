package org.dockwarden.evidence.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The text form of instants: RFC 3339, UTC, {@code Z}, exactly three decimals (N-6). */
public final class InstantText {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final int SHOWN_CHARACTERS = 40;

  private InstantText() {}

  /** The instant as documents carry it: whole milliseconds, year 0 to 9999. */
  public static Instant truncate(Instant instant) {
    if (instant.isBefore(EARLIEST) || !instant.isBefore(END)) {
      throw new IllegalArgumentException("instant: (expected: year 0 to 9999)");
    }
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The text; what is finer than a millisecond is cut off. */
  public static String of(Instant instant) {
    return FORMAT.format(truncate(instant));
  }

  /** Reads exactly what {@link #of} writes; throws {@link IllegalArgumentException} else. */
  public static Instant parse(String text) {
    try {
      Instant instant = Instant.parse(text);
      if (of(instant).equals(text)) { // Not so for a leap second, 24:00 or another precision.
        return instant;
      }
      throw malformed(text);
    } catch (DateTimeParseException e) {
      throw malformed(text);
    }
  }

  private static IllegalArgumentException malformed(String text) {
    String shown = text.substring(0, Math.min(SHOWN_CHARACTERS, text.length()));
    return new IllegalArgumentException(
        "instant: \""
            + shown.replaceAll("[^ -~]", "?")
            + "\" (expected: 2026-11-21T20:15:30.123Z, three decimals, Z)");
  }
}
