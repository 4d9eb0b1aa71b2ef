package org.dockwarden.agent.configuration;

import java.util.List;
import org.dockwarden.agent.display.DisplaySettings;
import org.dockwarden.agent.display.DisplaySettings.Theme;
import org.dockwarden.agent.display.DockLayout;
import org.dockwarden.agent.display.words.Language;
import org.dockwarden.evidence.settings.Section;

/** {@code [display]}: the screen at the dock. */
final class DisplaySection {
  private DisplaySection() {}

  static DisplaySettings read(Section section, int bays) {
    return new DisplaySettings(
        section.choice("language", Language.EN, Language.class),
        section.choice("theme", Theme.DARK, Theme.class),
        layout(section, bays));
  }

  private static DockLayout layout(Section section, int bays) {
    int columns = section.integer("columns", 0, 0, bays);
    List<String> lines = section.texts("layout");
    if (lines.isEmpty()) {
      return columns == 0 ? DockLayout.of(bays) : DockLayout.grid(bays, columns);
    }
    try {
      return DockLayout.parse(lines, bays);
    } catch (IllegalArgumentException e) {
      section.problem(
          "layout", String.join(" / ", lines), "each of the bays 1 to " + bays + " once, or .");
      return DockLayout.of(bays);
    }
  }
}
