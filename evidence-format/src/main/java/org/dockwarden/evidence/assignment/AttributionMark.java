package org.dockwarden.evidence.assignment;

import java.util.Locale;

/** What makes an attribution weaker than it looks. */
public enum AttributionMark {
  /** The camera's clock was not measured: its time was taken as it is. */
  CAMERA_CLOCK_UNMEASURED,
  /** A dock whose time counts here had no time source. */
  DOCK_CLOCK_UNSYNCHRONISED;

  /** The form in documents: lower case, hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
