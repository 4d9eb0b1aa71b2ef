package org.dockwarden.fleet.alerting;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.AlertKind.Measure;
import org.dockwarden.fleet.alert.AlertRules;
import org.dockwarden.fleet.alert.AlertRules.Flapping;
import org.dockwarden.fleet.alert.AlertRules.Folding;
import org.dockwarden.fleet.alert.Rule;
import org.dockwarden.fleet.alert.Severity;

/** {@code [alerts.rule.KIND]}, {@code [alerts.fold]} and {@code [alerts.flapping]}. */
final class RuleSettings {
  private static final Duration MAX_WAIT = Duration.ofDays(7);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MAX_VALUE = 1_000_000;
  private static final int MAX_DOCKS = 10_000;
  private static final int MAX_TIMES = 100;

  private RuleSettings() {}

  static AlertRules read(Section alerts) {
    AlertRules defaults = AlertRules.defaults();
    Section rules = alerts.section("rule");
    Map<AlertKind, Rule> read = new EnumMap<>(AlertKind.class);
    for (AlertKind kind : AlertKind.values()) {
      Section section = rules.section(kind.text());
      read.put(kind, rule(section, defaults.rule(kind)));
    }
    return new AlertRules(
        read,
        folding(alerts.section("fold"), defaults.folding()),
        flapping(alerts.section("flapping"), defaults.flapping()));
  }

  private static Rule rule(Section section, Rule given) {
    boolean isFlag = given.kind().measure() == Measure.FLAG;
    Rule rule =
        new Rule(
            given.kind(),
            section.bool("enabled", given.enabled()),
            isFlag ? severity(section, given) : thresholds(section, given),
            isFlag ? 0 : section.integer("clear", (int) given.clear(), 0, MAX_VALUE),
            section.duration("after", given.after(), Duration.ZERO, MAX_WAIT),
            section.duration("good", given.good(), Duration.ZERO, MAX_WAIT),
            section.bool("fold", given.folds()));
    rule.problem().ifPresent(what -> section.problem("clear", what, "hysteresis"));
    return rule;
  }

  private static Map<Severity, Double> severity(Section section, Rule given) {
    Severity before = given.raise().keySet().iterator().next();
    return Map.of(section.choice("severity", before, Severity.class), 1.0);
  }

  /** A severity that is set to 0 is none; those that are not set are the default's. */
  private static Map<Severity, Double> thresholds(Section section, Rule given) {
    Map<Severity, Double> raise = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      int before = (int) (double) given.raise().getOrDefault(severity, 0.0);
      int threshold = section.integer(severity.text(), before, 0, MAX_VALUE);
      if (threshold > 0) {
        raise.put(severity, (double) threshold);
      }
    }
    if (raise.isEmpty()) {
      section.problem("warning", "no severity has a threshold", "one, or enabled = false");
      return given.raise();
    }
    return raise;
  }

  private static Folding folding(Section section, Folding given) {
    return new Folding(
        section.integer("docks", given.docks(), 2, MAX_DOCKS),
        section.integer("share", given.sharePercent(), 1, 100),
        section.integer("least", given.least(), 2, MAX_DOCKS),
        section.duration("window", given.window(), MINUTE, MAX_WAIT));
  }

  private static Flapping flapping(Section section, Flapping given) {
    return new Flapping(
        section.integer("times", given.times(), 2, MAX_TIMES),
        section.duration("window", given.window(), MINUTE, MAX_WAIT),
        section.duration("calm", given.calm(), MINUTE, MAX_WAIT));
  }
}
