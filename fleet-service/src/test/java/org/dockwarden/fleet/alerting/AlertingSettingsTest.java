package org.dockwarden.fleet.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.AlertKind.Measure;
import org.dockwarden.fleet.alert.AlertRules;
import org.dockwarden.fleet.alert.AlertWords;
import org.dockwarden.fleet.alert.Rule;
import org.dockwarden.fleet.alert.Severity;
import org.junit.jupiter.api.Test;

final class AlertingSettingsTest {
  private static final Path DOCS = Path.of("../docs/operating");
  private static final Pattern KNOWN_KEYS =
      Pattern.compile("(alerts\\..*)z{20}: unknown key \\(expected: one of (.*)\\)");
  private static final Pattern COMMA = Pattern.compile(", ");

  @Test
  void anEmptyTableIsTheDefaults() throws Exception {
    AlertingSettings settings = read("[alerts]\n");
    assertEquals(AlertRules.defaults(), settings.rules());
    assertEquals(Path.of("/var/lib/fleet/alerts.db"), settings.file());
    assertEquals(List.of(), settings.webhooks());
    assertEquals(List.of(), settings.mails());
  }

  @Test
  void everythingCanBeSet() throws Exception {
    AlertingSettings settings =
        read(
            """
            [alerts]
            file = "a.db"
            keep = "30d"
            zone = "Europe/Dublin"
            [alerts.rule.backlog-old]
            info = 1
            warning = 0
            critical = 48
            clear = 0
            after = "1m"
            good = "2m"
            fold = false
            [alerts.rule.usb-refused]
            severity = "critical"
            enabled = false
            [alerts.fold]
            docks = 7
            share = 20
            least = 4
            window = "5m"
            [alerts.flapping]
            times = 3
            window = "1h"
            calm = "30m"
            [[alerts.webhook]]
            name = "desk"
            url = "https://desk.example/hook?token=x"
            secret = "desk"
            trust = "ca.pem"
            severity = "info"
            groups = ["force-a:*"]
            language = "cy"
            hourly = 9
            [[alerts.mail]]
            name = "team"
            host = "smtp.example"
            tls = "implicit"
            user = "u"
            password = "p"
            from = "dw@example.org"
            to = ["a@example.org", "b.c+d@example.org"]
            """);
    Rule backlog = settings.rules().rule(AlertKind.BACKLOG_OLD);
    assertEquals(Map.of(Severity.INFO, 1.0, Severity.CRITICAL, 48.0), backlog.raise());
    assertEquals(Duration.ofMinutes(2), backlog.good());
    assertFalse(backlog.folds());
    assertFalse(settings.rules().rule(AlertKind.USB_REFUSED).enabled());
    assertEquals(7, settings.rules().folding().docks());
    WebhookSettings desk = settings.webhooks().getFirst();
    assertEquals(URI.create("https://desk.example/hook?token=x"), desk.url());
    assertEquals(Path.of("/etc/dw/desk"), desk.secret());
    assertEquals(AlertWords.WELSH, desk.route().words());
    assertEquals(465, settings.mails().getFirst().usedPort());
  }

  @Test
  void everyProblemIsToldAtOnceAndNoTokenShown() {
    SettingsException e =
        assertThrows(
            SettingsException.class,
            () ->
                read(
                    """
                    [alerts]
                    zone = "Europe/Nowhere"
                    [alerts.rule.dock-offlin]
                    [alerts.rule.spool-filling]
                    warning = 60
                    [alerts.rule.camera-missing]
                    critical = 3
                    [alerts.rule.quarantine]
                    critical = 0
                    [[alerts.webhook]]
                    name = "desk"
                    url = "http://desk.example/hook?token=geheim"
                    [[alerts.mail]]
                    name = "desk"
                    host = "smtp.example"
                    tls = "none"
                    user = "u"
                    from = "dw@example.org\\nBcc: x@example.org"
                    to = ["a"]
                    """));
    String all = String.join("\n", e.problems());
    for (String word :
        List.of(
            "Europe/Nowhere",
            "dock-offlin",
            "warning and clear overlap",
            "no later than",
            "no severity has a threshold",
            "not a receiver",
            "alerts.webhook[0].secret: missing",
            "desk twice",
            "alerts.mail[0].tls: none",
            "both or neither",
            "alerts.mail[0].from",
            "alerts.mail[0].to: a ")) {
      assertTrue(all.contains(word), word + " in\n" + all);
    }
    assertFalse(all.contains("geheim"), all);
  }

  @Test
  void theDefaultsAreThoseOfTheDocumentation() throws Exception {
    String text = Files.readString(DOCS.resolve("alerts.md"));
    for (AlertKind kind : AlertKind.values()) {
      String row =
          text.lines()
              .filter(it -> it.startsWith("| `" + kind.text() + "` |"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no row for " + kind));
      List<String> cells = new ArrayList<>();
      for (String cell : row.split("\\|", -1)) {
        cells.add(cell.strip());
      }
      assertEquals(cells(AlertRules.defaults().rule(kind)), cells.subList(3, 9), row);
    }
  }

  /** An unknown key is answered with the known ones; each of them has to be documented. */
  @Test
  void everyKeyIsDocumented() throws Exception {
    SettingsException e =
        assertThrows(
            SettingsException.class,
            () ->
                read(
                    """
                    [alerts]
                    zzzzzzzzzzzzzzzzzzzz = 1
                    [alerts.rule.backlog-old]
                    zzzzzzzzzzzzzzzzzzzz = 1
                    [alerts.rule.bay-fault]
                    zzzzzzzzzzzzzzzzzzzz = 1
                    [alerts.fold]
                    zzzzzzzzzzzzzzzzzzzz = 1
                    [alerts.flapping]
                    zzzzzzzzzzzzzzzzzzzz = 1
                    [[alerts.webhook]]
                    zzzzzzzzzzzzzzzzzzzz = 1
                    [[alerts.mail]]
                    zzzzzzzzzzzzzzzzzzzz = 1
                    """));
    String text = Files.readString(DOCS.resolve("configuration.md"));
    List<String> missing = new ArrayList<>();
    int keys = 0;
    for (String problem : e.problems()) {
      Matcher known = KNOWN_KEYS.matcher(problem);
      if (known.find()) {
        String table =
            known.group(1).replaceAll("\\[0]", "").replaceAll("rule\\.[^.]+", "rule.KIND");
        for (String key : COMMA.split(known.group(2), -1)) {
          keys++;
          String row = "`" + table + key + "`";
          if (!text.contains(row) && !text.contains("`." + key + "`") && !isTable(key)) {
            missing.add(row);
          }
        }
      }
    }
    assertTrue(keys > 40, "keys: " + keys);
    assertEquals(List.of(), missing);
  }

  private static boolean isTable(String key) {
    return List.of("rule", "fold", "flapping", "webhook", "mail").contains(key);
  }

  private static List<String> cells(Rule rule) {
    boolean isFlag = rule.kind().measure() == Measure.FLAG;
    return List.of(
        isFlag ? rule.raise().keySet().iterator().next().text() : "",
        isFlag ? "" : threshold(rule, Severity.WARNING),
        isFlag ? "" : threshold(rule, Severity.CRITICAL),
        isFlag ? "" : "" + (int) rule.clear(),
        duration(rule.after()),
        duration(rule.good()));
  }

  private static String threshold(Rule rule, Severity severity) {
    Double threshold = rule.raise().get(severity);
    return threshold == null ? "" : "" + threshold.intValue();
  }

  private static String duration(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    return duration.toMinutes() % 60 == 0 ? duration.toHours() + "h" : duration.toMinutes() + "m";
  }

  private static AlertingSettings read(String toml) throws IOException, SettingsException {
    Section root = Settings.parse(toml, Path.of("/etc/dw/fleet.toml"));
    AlertingSettings settings =
        AlertingSettings.read(root.section("alerts"), Path.of("/var/lib/fleet"));
    root.finish();
    return settings;
  }
}
