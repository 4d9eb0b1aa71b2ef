package org.dockwarden.fleet.web.words;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and durations as people say them; both languages write figures alike. */
public final class Figures {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final long KILO = 1000;
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
  private static final long HOUR_MINUTES = 60;
  private static final long TWO_DAYS_HOURS = 48;
  private static final long DAY_HOURS = 24;

  private final Words words;
  private final ZoneId zone;

  public Figures(Words words, ZoneId zone) {
    this.words = words;
    this.zone = zone;
  }

  /** {@code 4.1 GB}; decimal units, three figures at the most. */
  public String bytes(long bytes) {
    if (bytes < KILO) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= KILO - 0.5 && unit < UNITS.length - 1) {
      value /= KILO;
      unit++;
    }
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** {@code 12,345}. */
  public String number(long number) {
    return String.format(Locale.UK, "%,d", number);
  }

  /** {@code 12 min}, {@code 3 h}, {@code 5 days}; rounded down. */
  public String span(Duration time) {
    long minutes = Math.max(0, time.toMinutes());
    if (minutes < 1) {
      return words.say("time.moment");
    }
    if (minutes < HOUR_MINUTES) {
      return words.count("time.minutes", minutes);
    }
    long hours = minutes / HOUR_MINUTES;
    if (hours < TWO_DAYS_HOURS) {
      return words.count("time.hours", hours);
    }
    return words.count("time.days", hours / DAY_HOURS);
  }

  /** {@code 2026-11-28 09:15}. */
  public String minute(Instant instant) {
    return DAY.format(instant.atZone(zone));
  }

  /** {@code 2026-11-28 09:15:07}. */
  public String second(Instant instant) {
    return SECOND.format(instant.atZone(zone));
  }
}
