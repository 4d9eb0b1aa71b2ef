package org.dockwarden.agent.issue;

import java.util.Locale;

/** What the desk tells the officer; the display has the words. */
public enum DeskMessage {
  /** Take the camera from this bay. */
  TAKE,
  /** Taken; it is recorded as this officer's. */
  TAKEN,
  /** Another camera was taken than offered; it is recorded as this officer's all the same. */
  TAKEN_OTHER,
  /** A camera was taken, and nobody knows by whom: put it back and hold a card to the reader. */
  TAKEN_UNKNOWN,
  /** The offered camera was not taken in time. */
  NOT_TAKEN,
  /** A camera is back. */
  RETURNED,
  /** Somebody else is just taking a camera: wait. */
  WAIT,
  /** No officer has this card. */
  UNKNOWN_CARD,
  /** The card could not be read. */
  UNREADABLE_CARD,
  /** This dock does not know the officers yet. */
  NO_DIRECTORY,
  /** No camera is ready. */
  NOTHING_READY,
  /** This officer has a camera already. */
  HAS_CAMERA,
  /** This officer's own camera is here, and not ready. */
  OWN_NOT_READY,
  /** This officer's own camera is not in this dock. */
  OWN_NOT_HERE;

  /** The form in JSON and in the display's catalogues: lower case, hyphens. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
