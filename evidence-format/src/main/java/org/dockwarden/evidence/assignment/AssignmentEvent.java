package org.dockwarden.evidence.assignment;

import java.util.Locale;

/** What a dock saw of a camera's holder. */
public enum AssignmentEvent {
  /** It was taken by the officer that the event names. */
  ISSUED,
  /** It was taken, and the dock does not know by whom. */
  TAKEN,
  /** It was put into a bay. */
  RETURNED,
  /** An operator said that it is lost. */
  LOST;

  /** The form in documents: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
