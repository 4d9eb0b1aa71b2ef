package org.dockwarden.fleet.alert;

import java.time.Instant;

/**
 * Somebody sees to it.
 *
 * @param note what they say, one line
 */
public record Acknowledgement(String who, Instant at, String note) {
  /** Longest name or note; the rest is cut off. */
  public static final int MAX_TEXT = 500;

  public Acknowledgement {
    who = Line.of(who, MAX_TEXT);
    note = Line.of(note, MAX_TEXT);
  }
}
