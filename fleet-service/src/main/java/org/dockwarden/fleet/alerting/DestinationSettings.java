package org.dockwarden.fleet.alerting;

import org.dockwarden.evidence.settings.Section;
import org.dockwarden.fleet.alert.AlertWords;
import org.dockwarden.fleet.alert.Severity;
import org.dockwarden.fleet.notify.Route;

/** What webhooks and mail have in common. */
final class DestinationSettings {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  private static final int MAX_HOURLY = 10_000;

  private DestinationSettings() {}

  /** Languages by the names that settings have for them. */
  enum Language {
    EN,
    CY
  }

  static String name(Section section) {
    String name = section.text("name");
    if (!name.matches(NAME)) {
      section.problem("name", name, "1 to 64 of A-Z a-z 0-9 . - _");
    }
    return name;
  }

  static Route route(Section section, int hourly) {
    Language language = section.choice("language", Language.EN, Language.class);
    return new Route(
        section.choice("severity", Severity.WARNING, Severity.class),
        section.texts("groups"),
        switch (language) {
          case EN -> AlertWords.ENGLISH;
          case CY -> AlertWords.WELSH;
        },
        section.integer("hourly", hourly, 1, MAX_HOURLY));
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }
}
