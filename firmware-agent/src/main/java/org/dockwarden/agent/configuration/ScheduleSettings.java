package org.dockwarden.agent.configuration;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dockwarden.agent.upload.BandwidthSchedule;
import org.dockwarden.agent.upload.BandwidthSchedule.Window;
import org.dockwarden.evidence.settings.Section;

/** The section {@code upload}: a limit, and windows of the week with limits of their own. */
final class ScheduleSettings {
  private static final long MAX_BYTES_A_SECOND = 1L << 40;

  private ScheduleSettings() {}

  static BandwidthSchedule read(Section upload) {
    List<Window> windows = new ArrayList<>();
    for (Section window : upload.sections("window")) {
      windows.add(
          new Window(
              days(window, window.text("days", "mon-sun")),
              time(window, "from"),
              time(window, "to"),
              limit(window)));
    }
    return new BandwidthSchedule(limit(upload), windows);
  }

  private static long limit(Section section) {
    return section.byteCount("limit", 0, 0, MAX_BYTES_A_SECOND);
  }

  private static LocalTime time(Section section, String key) {
    String text = section.text(key, "00:00");
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      section.problem(key, text, "a time of day, 07:30");
      return LocalTime.MIN;
    }
  }

  /** {@code mon-fri}, {@code sat}, {@code mon,wed,fri-sun}. */
  private static Set<DayOfWeek> days(Section section, String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] ends = part.strip().split("-", 2);
      int first = day(ends[0]);
      int last = day(ends[ends.length - 1]);
      if (first < 0 || last < 0) {
        section.problem("days", text, "mon-fri, or mon,wed,sun");
        return days;
      }
      for (int day = first; ; day = (day + 1) % 7) {
        days.add(DayOfWeek.of(day + 1));
        if (day == last) {
          break;
        }
      }
    }
    return days;
  }

  private static int day(String text) {
    return List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun").indexOf(text);
  }
}
