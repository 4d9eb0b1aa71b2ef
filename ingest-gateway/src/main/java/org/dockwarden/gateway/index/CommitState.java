package org.dockwarden.gateway.index;

import java.util.Locale;

/** What became of a commit. */
public enum CommitState {
  /** The one whose bytes are the recording's evidence, or will be. */
  ACTIVE,
  /** Another commit of the same recording is being verified (P-17). */
  WAITING,
  /** The recording was already held and verified; its upload is removed. */
  SURPLUS,
  /** Its bytes are kept apart. */
  QUARANTINED;

  /** The form in the index: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the form of the index. */
  public static CommitState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
