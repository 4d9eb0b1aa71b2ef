package org.dockwarden.fleet.alert;

import java.time.Instant;

/**
 * What was seen of one thing. Said when it changes; saying it again does no harm.
 *
 * @param at when this service learned it, by its own clock: the clock of a dock may be years off
 * @param value in the kind's measure; a flag is 1 (bad) or 0 (good)
 * @param detail a fault code, a device, a name; one line, or empty
 */
public record Observation(
    AlertKind kind, Subject subject, Instant at, double value, String detail) {
  /** Longest detail; the rest is cut off. */
  public static final int MAX_DETAIL = 200;

  public Observation {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(kind.text() + ": " + value + " (expected: a number)");
    }
    detail = Line.of(detail, MAX_DETAIL);
  }

  /** A thing that is bad or good. */
  public static Observation flag(
      AlertKind kind, Subject subject, Instant at, boolean isBad, String detail) {
    return new Observation(kind, subject, at, isBad ? 1 : 0, detail);
  }

  /** A measured thing. */
  public static Observation value(AlertKind kind, Subject subject, Instant at, double value) {
    return new Observation(kind, subject, at, value, "");
  }
}
