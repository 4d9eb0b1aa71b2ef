package org.dockwarden.agent.journal;

import java.util.Locale;

/** Where a file on a docked camera stands. */
public enum CameraFileState {
  /** Seen, not yet read. */
  LISTED,
  /** Its content is a recording that the journal holds; identity is that of the read. */
  SEALED,
  /** It could not be read; it stays on the camera. */
  FAILED,
  /** Erased under a receipt, or found gone after that had begun. */
  RELEASED;

  /** The form in the journal: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
