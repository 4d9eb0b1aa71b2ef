package org.dockwarden.evidence.manifest;

import java.util.Locale;

/** What the camera profile calls a file. */
public enum FileKind {
  /** Audio or video. */
  FOOTAGE,
  /** Facts about the whole camera or card: device log, settings, user list. */
  METADATA,
  /** Facts about one clip, beside it: GNSS track, bookmarks, thumbnail. */
  SIDECAR;

  /** The form in documents: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
