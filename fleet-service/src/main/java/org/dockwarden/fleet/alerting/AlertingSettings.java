package org.dockwarden.fleet.alerting;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.fleet.alert.AlertRules;

/**
 * The table {@code [alerts]} of fleet.toml.
 *
 * @param file SQLite: alerts, silences, the outbox
 * @param keep how long alerts are remembered after they ended
 * @param zone of the times in texts for people
 */
public record AlertingSettings(
    Path file,
    Duration keep,
    ZoneId zone,
    AlertRules rules,
    List<WebhookSettings> webhooks,
    List<MailSettings> mails) {
  private static final Duration KEEP = Duration.ofDays(400);
  private static final Duration MIN_KEEP = Duration.ofDays(1);
  private static final Duration MAX_KEEP = Duration.ofDays(3660);

  /** Most destinations of a kind; each has a thread. */
  private static final int MAX_DESTINATIONS = 16;

  public AlertingSettings {
    webhooks = List.copyOf(webhooks);
    mails = List.copyOf(mails);
  }

  /**
   * Reads the table; problems are noted in it.
   *
   * @param folder where the file is unless it is named
   */
  public static AlertingSettings read(Section alerts, Path folder) {
    AlertingSettings settings =
        new AlertingSettings(
            alerts.optionalPath("file").orElse(folder.resolve("alerts.db")),
            alerts.duration("keep", KEEP, MIN_KEEP, MAX_KEEP),
            zone(alerts),
            RuleSettings.read(alerts),
            bounded(alerts, "webhook").stream().map(WebhookSettings::read).toList(),
            bounded(alerts, "mail").stream().map(MailSettings::read).toList());
    settings.checkNames(alerts);
    return settings;
  }

  private static List<Section> bounded(Section alerts, String key) {
    List<Section> sections = alerts.sections(key);
    if (sections.size() > MAX_DESTINATIONS) {
      alerts.problem(key, sections.size() + " of them", "<= " + MAX_DESTINATIONS);
    }
    return sections;
  }

  private static ZoneId zone(Section alerts) {
    String text = alerts.text("zone", "Europe/London");
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      alerts.problem("zone", text, "a time zone such as Europe/London");
      return ZoneId.of("UTC");
    }
  }

  private void checkNames(Section alerts) {
    Set<String> names = new HashSet<>();
    webhooks.forEach(it -> checkName(names, it.name(), "webhook", alerts));
    mails.forEach(it -> checkName(names, it.name(), "mail", alerts));
  }

  private static void checkName(Set<String> names, String name, String key, Section alerts) {
    if (!names.add(name)) {
      alerts.problem(key, "name " + name + " twice", "a name of its own for each destination");
    }
  }
}
