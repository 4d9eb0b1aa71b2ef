package org.dockwarden.evidence.manifest;

import java.util.Locale;

/** What is unusual about a file that is kept all the same. */
public enum FileMark {
  /** It has no bytes. */
  EMPTY,
  /** Its container ends early: the camera lost power or was pulled while it recorded. */
  TRUNCATED,
  /** The officer or the camera flagged it; it goes first. */
  FLAGGED,
  /** Its name is not valid UTF-8 or holds control characters. */
  NAME_ENCODED;

  /** The form in documents: lower case, hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
