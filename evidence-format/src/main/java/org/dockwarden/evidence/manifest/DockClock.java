package org.dockwarden.evidence.manifest;

import java.util.Locale;

/** What the kernel says of the dock's own clock (adjtimex(2)). */
public enum DockClock {
  /** Disciplined by a time source. */
  SYNCHRONISED,
  /** Running free: times of this dock are its own opinion. */
  UNSYNCHRONISED,
  /** Could not be found out. */
  UNKNOWN;

  /** The form in documents: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
