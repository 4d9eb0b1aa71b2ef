package org.dockwarden.agent.display;

import org.dockwarden.agent.display.words.Language;

/**
 * How the page looks when nobody has touched it.
 *
 * @param language that it begins with; the other one is a touch away
 */
public record DisplaySettings(Language language, Theme theme, DockLayout layout) {
  /** Light or dark. */
  public enum Theme {
    DARK,
    LIGHT,
    /** As the browser says ({@code prefers-color-scheme}). */
    AUTO
  }
}
