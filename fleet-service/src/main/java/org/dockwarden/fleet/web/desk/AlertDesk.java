package org.dockwarden.fleet.web.desk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the console sees alerts and answers them. Thread-safe. */
public interface AlertDesk {
  /** Alerts that are open, those folded into a site's alert left out; worst first, then oldest. */
  List<AlertLine> open();

  /** Alerts that ended, the latest first. */
  List<AlertLine> closed(int limit) throws IOException;

  /** Somebody sees to it; false where there is no such open alert. */
  boolean acknowledge(String id, String note, String who) throws IOException;

  /** Tells nobody of this kind of alert of this subject for a time; false if there is no such. */
  boolean silence(String id, Duration time, String reason, String who) throws IOException;

  /** How bad it is, the mildest first. */
  enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** {@code critical}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who sees to an alert. */
  record Seen(String who, Instant at, String note) {}

  /** How bad a measured thing is, in whole units. */
  record Amount(Unit unit, long number) {
    /** What is counted. */
    public enum Unit {
      HOURS,
      DAYS,
      /** Days that are left. */
      DAYS_LEFT,
      PERCENT,
      COUNT
    }
  }

  /**
   * An alert in one line.
   *
   * @param kind a code such as {@code dock-offline}
   * @param group Sparkplug's group; nothing where it is about the service itself
   * @param camera its id, {@code VENDOR:PRODUCT:SERIAL}
   * @param since when the trouble began
   * @param detail a code or a name for this kind; may be empty
   * @param amount of a kind that is measured, the last bad one
   * @param docks how many docks it is about, where it is about a site
   */
  record AlertLine(
      String id,
      String kind,
      Severity severity,
      Optional<String> group,
      Optional<String> dock,
      Optional<String> bay,
      Optional<String> camera,
      Instant since,
      Optional<Instant> closedAt,
      String detail,
      Optional<Amount> amount,
      OptionalInt docks,
      Optional<Seen> acknowledged,
      Optional<Instant> silencedUntil) {}
}
