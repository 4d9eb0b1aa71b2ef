package org.dockwarden.fleet.query;

/**
 * Something that a search found.
 *
 * @param id a camera's id, a dock as {@code group/dock}, an officer's id
 * @param text what to show beside it
 */
public record SearchHit(Kind kind, String id, String text) {
  /** What was found. */
  public enum Kind {
    CAMERA,
    DOCK,
    OFFICER,
    SITE
  }
}
