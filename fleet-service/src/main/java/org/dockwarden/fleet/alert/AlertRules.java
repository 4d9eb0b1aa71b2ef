package org.dockwarden.fleet.alert;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.dockwarden.fleet.alert.Severity.CRITICAL;
import static org.dockwarden.fleet.alert.Severity.WARNING;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The rules of all kinds, and what holds for all of them. */
public record AlertRules(Map<AlertKind, Rule> rules, Folding folding, Flapping flapping) {
  public AlertRules {
    rules = Collections.unmodifiableMap(new EnumMap<>(rules));
    if (rules.size() != AlertKind.values().length) {
      throw new IllegalArgumentException("rules: of " + rules.keySet() + " (expected: all kinds)");
    }
  }

  /**
   * When docks of a site become one alert: so many within the window, or so large a share of the
   * site at any time, whichever is fewer.
   *
   * @param docks so many docks
   * @param sharePercent such a share of the site's docks
   * @param least but never fewer docks than these
   * @param window between the first of them and the last
   */
  public record Folding(int docks, int sharePercent, int least, Duration window) {
    /** From how many docks on a share makes a site of {@code size} docks one alert. */
    int share(int size) {
      return Math.max(least, (size * sharePercent + 99) / 100);
    }

    /** Fewer docks than these are told one by one again. */
    int threshold(int size) {
      return Math.min(docks, share(size));
    }
  }

  /**
   * When something flaps: it turned bad so often within the window. It is one alert then, and stays
   * one until it was good for {@code calm} on end.
   */
  public record Flapping(int times, Duration window, Duration calm) {}

  /** The rule of a kind. */
  public Rule rule(AlertKind kind) {
    return Objects.requireNonNull(rules.get(kind));
  }

  /** What a new fleet begins with; docs/operating/alerts.md gives the reasons. */
  public static AlertRules defaults() {
    Map<AlertKind, Rule> rules = new EnumMap<>(AlertKind.class);
    for (AlertKind kind : AlertKind.values()) {
      rules.put(kind, defaultRule(kind));
    }
    return new AlertRules(
        rules, new Folding(5, 50, 3, ofMinutes(15)), new Flapping(5, ofHours(6), ofHours(2)));
  }

  private static Rule defaultRule(AlertKind kind) {
    return switch (kind) {
      case DOCK_OFFLINE -> flag(kind, WARNING, ofMinutes(10), ofMinutes(5));
      case BAY_FAULT -> flag(kind, WARNING, ofMinutes(5), ofMinutes(10));
      case BACKLOG_OLD -> measured(kind, 24, 72, 12, ofMinutes(15), ofMinutes(15));
      case SPOOL_FILLING -> measured(kind, 75, 90, 65, ofMinutes(10), ofMinutes(30));
      case CLOCK_UNSYNCHRONISED -> flag(kind, WARNING, ofHours(1), ofMinutes(30));
      case CERTIFICATE_ENDING -> measured(kind, 30, 7, 31, ofHours(1), ofMinutes(5));
      case USB_REFUSED -> flag(kind, WARNING, ZERO, ofHours(1));
      case QUARANTINE -> new Rule(kind, true, Map.of(CRITICAL, 1.0), 0, ZERO, ofMinutes(5), true);
      case CAMERA_MISSING -> measured(kind, 7, 30, 1, ofMinutes(10), ZERO);
      case DOCK_NAME_CONFLICT -> flag(kind, CRITICAL, ZERO, ofHours(1));
      case HISTORY_FULL -> measured(kind, 80, 95, 75, ofMinutes(5), ofMinutes(15));
      case MESSAGES_DROPPED -> measured(kind, 1, 10_000, 0, ofMinutes(1), ofMinutes(30));
      case BROKER_LOST -> flag(kind, CRITICAL, ofMinutes(2), ofMinutes(5));
    };
  }

  private static Rule flag(AlertKind kind, Severity severity, Duration after, Duration good) {
    return new Rule(kind, true, Map.of(severity, 1.0), 0, after, good, true);
  }

  private static Rule measured(
      AlertKind kind, int warning, int critical, int clear, Duration after, Duration good) {
    Map<Severity, Double> raise = Map.of(WARNING, (double) warning, CRITICAL, (double) critical);
    return new Rule(kind, true, raise, clear, after, good, true);
  }

  /** The same rules with others in place of theirs. */
  public AlertRules with(Map<AlertKind, Rule> others) {
    Map<AlertKind, Rule> all = new EnumMap<>(rules);
    all.putAll(others);
    return new AlertRules(all, folding, flapping);
  }
}
