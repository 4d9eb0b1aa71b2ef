package org.dockwarden.evidence.wire;

import java.util.Locale;

/** Where a recording stands at the gateway; the gateway's part of the one vocabulary. */
public enum RecordingState {
  /** The manifest is accepted, the sealed object is being stored. */
  COMMITTED,
  /** In the evidence store, not yet read back. */
  STORED,
  /** Read back and equal; the receipt is being made. */
  VERIFIED,
  /** A receipt of stage {@code stored} exists. */
  RECEIPTED,
  /** A receipt of stage {@code delivered} exists. */
  DELIVERED,
  /** Kept apart because something differed; the error code says what. */
  QUARANTINED;

  /** The form in documents: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
