package org.dockwarden.agent.journal;

import java.util.Locale;

/** Where a recording stands on this dock. */
public enum RecordingProgress {
  /** Sealed in the spool, manifest signed, waiting for its turn. */
  QUEUED,
  /** Its upload has begun. */
  UPLOADING,
  /** The gateway has accepted the manifest, or held the recording already. */
  COMMITTED,
  /** A receipt of stage stored is journaled. */
  STORED,
  /** A receipt of stage delivered is journaled. */
  DELIVERED,
  /** Erased from the camera under a receipt. */
  RELEASED,
  /** Something differed; the bytes are kept, here and on the camera. */
  QUARANTINED,
  /** The gateway will never take it as it is; kept, shown. */
  FAILED;

  /** The form in the journal: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RecordingProgress of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
