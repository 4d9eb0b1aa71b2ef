package org.dockwarden.evidence.assignment;

import java.util.Locale;

/** How a camera came to be issued. */
public enum IssueKind {
  /** Any camera of the dock, after a tap. */
  POOL,
  /** The officer's own camera, after a tap. */
  PERSONAL,
  /** By an operator's word, without a tap. */
  MANUAL;

  /** The form in documents: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
