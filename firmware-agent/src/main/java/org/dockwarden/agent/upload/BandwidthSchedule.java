package org.dockwarden.agent.upload;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * How many bytes a second the dock may send, by the hour of the week. The first window that holds
 * now counts, else the limit outside all windows. 0 means no limit.
 */
public record BandwidthSchedule(long limit, List<Window> windows) {
  /** No limit at any time. */
  public static final BandwidthSchedule UNLIMITED = new BandwidthSchedule(0, List.of());

  public BandwidthSchedule {
    windows = List.copyOf(windows);
  }

  /**
   * A part of the week, local time; one that ends before it begins goes on past midnight.
   *
   * @param days days on which it begins
   */
  public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, long limit) {
    public Window {
      days = Set.copyOf(days);
    }

    boolean holds(ZonedDateTime now) {
      LocalTime time = now.toLocalTime();
      boolean begun = !time.isBefore(from);
      boolean running = time.isBefore(to);
      if (from.isBefore(to)) {
        return begun && running && days.contains(now.getDayOfWeek());
      }
      return (begun && days.contains(now.getDayOfWeek()))
          || (running && days.contains(now.getDayOfWeek().minus(1)));
    }
  }

  /** The limit in force, bytes a second, 0 for none. */
  public long limitAt(ZonedDateTime now) {
    for (Window window : windows) {
      if (window.holds(now)) {
        return window.limit();
      }
    }
    return limit;
  }
}
