package org.dockwarden.agent.display.words;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and durations as people say them; both languages write figures alike. */
public final class Figures {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final long KILO = 1000;
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
  private static final long HOUR_MINUTES = 60;

  /** Above this a figure in minutes pretends to know more than it does. */
  private static final long STEP_MINUTES = 5;

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

  /** {@code 0.4 of 4.1 GB}, with both units where they differ. */
  public String bytesOf(long done, long total) {
    String whole = bytes(total);
    String part = bytes(done);
    String unit = whole.substring(whole.indexOf(' '));
    String shown = part.endsWith(unit) ? part.substring(0, part.length() - unit.length()) : part;
    return words.say("unit.of", "done", shown, "total", whole);
  }

  public String percent(long percent) {
    return words.count("unit.percent", percent);
  }

  /** Rounded up to minutes, from an hour on to five minutes. */
  public String about(Duration time) {
    if (time.toSeconds() < HOUR_MINUTES) {
      return words.say("duration.soon");
    }
    long minutes = (time.toSeconds() + HOUR_MINUTES - 1) / HOUR_MINUTES;
    if (minutes < HOUR_MINUTES) {
      return words.count("duration.minutes", minutes);
    }
    minutes = (minutes + STEP_MINUTES - 1) / STEP_MINUTES * STEP_MINUTES;
    long rest = minutes % HOUR_MINUTES;
    return words
        .say(
            "duration.hours",
            "hours",
            words.count("unit.hours", minutes / HOUR_MINUTES),
            "minutes",
            rest == 0 ? "" : words.count("unit.minutes", rest))
        .strip();
  }

  /** The time of the day at the dock. */
  public String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }
}
