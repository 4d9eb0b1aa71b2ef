package org.dockwarden.evidence.assignment;

import java.util.Locale;

/** What an attribution rests on, or why it is unknown. */
public enum AttributionBasis {
  /**
   * The camera was issued to the officer, and not returned before. The only one with an officer.
   */
  ISSUED,
  /** The manifest has no time of recording. */
  NO_RECORDING_TIME,
  /** By its time the recording was made after the camera was docked: its clock is wrong. */
  AFTER_DOCKING,
  /** No dock has reported anything of this camera until then. */
  NO_EVENT,
  /** The camera was in a dock. */
  DOCKED,
  /** Somebody had taken it whom the dock does not know. */
  TAKEN,
  /** It was lost. */
  LOST,
  /** The events around that time cannot all be true, or one of them is missing. */
  CONTRADICTION,
  /** Two holders are possible within the uncertainty of the clocks. */
  NEAR_CHANGE;

  /** The form in documents: lower case, hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
