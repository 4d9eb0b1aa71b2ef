package org.dockwarden.gateway.upload;

import java.util.Locale;

/** Where an upload stands. */
public enum UploadState {
  /** Takes bytes. */
  OPEN,
  /** A manifest was accepted or quarantined for it: it takes no more bytes and never expires. */
  COMMITTED,
  /** Terminated or expired; its bytes are gone. */
  GONE;

  /** The form in the index: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the form of the index. */
  public static UploadState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
