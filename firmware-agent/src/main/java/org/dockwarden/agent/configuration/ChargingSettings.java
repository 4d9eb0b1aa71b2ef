package org.dockwarden.agent.configuration;

import java.time.Duration;
import java.util.OptionalInt;
import org.dockwarden.dock.bay.ChargeRule;
import org.dockwarden.dock.charging.ChargingRules;
import org.dockwarden.dock.charging.ChargingRules.Budget;
import org.dockwarden.dock.charging.ChargingRules.Full;
import org.dockwarden.dock.charging.ChargingRules.Limits;
import org.dockwarden.evidence.settings.Section;

/**
 * The section {@code charging}.
 *
 * @param rules of the policy
 * @param issue when a camera is ready to be issued
 */
public record ChargingSettings(ChargingRules rules, ChargeRule issue) {
  /** What one USB 2 port gives: with less no camera charges. */
  private static final int LEAST_MILLIAMPS = 500;

  private static final int MOST_MILLIAMPS = 1_000_000;
  private static final int MOST_BAY_MILLIAMPS = 20_000;
  private static final int HOTTEST = 150;
  private static final int PERCENT = 100;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Reads it.
   *
   * @param fullScale the most that the sensors measure, in milliamperes: a limit above it would
   *     never be seen to be exceeded
   */
  static ChargingSettings read(Section section, OptionalInt fullScale) {
    int budget = section.integer("budget", LEAST_MILLIAMPS, MOST_MILLIAMPS);
    ChargingRules defaults = ChargingRules.of(Math.max(budget, LEAST_MILLIAMPS));
    ChargeRule issue = new ChargeRule(section.integer("issue_percent", 80, 1, PERCENT));
    try {
      return new ChargingSettings(
          new ChargingRules(
              budget(section, budget, defaults.budget()),
              full(section, defaults.full()),
              limits(section, defaults.limits(), fullScale)),
          issue);
    } catch (IllegalArgumentException e) {
      String[] problem = String.valueOf(e.getMessage()).split(": ", 2);
      section.problem(problem[0], problem[problem.length - 1], "values that fit together");
      return new ChargingSettings(defaults, issue);
    }
  }

  private static Budget budget(Section section, int budget, Budget defaults) {
    return new Budget(
        budget,
        section.integer("bay_milliamps", defaults.bayMilliamps(), 1, MOST_BAY_MILLIAMPS),
        section.duration("stagger", defaults.stagger(), Duration.ZERO, HOUR),
        section.duration("turn", defaults.turn(), SECOND, DAY),
        section.duration("rest", defaults.rest(), SECOND, HOUR));
  }

  private static Full full(Section section, Full defaults) {
    return new Full(
        section.integer("full_milliamps", defaults.milliamps(), 1, MOST_BAY_MILLIAMPS),
        section.duration("full_time", defaults.time(), SECOND, HOUR));
  }

  private static Limits limits(Section section, Limits defaults, OptionalInt fullScale) {
    int over = section.integer("over_milliamps", defaults.overMilliamps(), 1, MOST_BAY_MILLIAMPS);
    if (fullScale.isPresent() && over >= fullScale.getAsInt()) {
      section.problem(
          "over_milliamps",
          String.valueOf(over),
          "< %d, the most that dock.sensors measures".formatted(fullScale.getAsInt()));
    }
    return new Limits(
        over,
        section.duration("over_time", defaults.overTime(), SECOND, HOUR),
        section.integer("no_milliamps", defaults.noMilliamps(), 0, MOST_BAY_MILLIAMPS),
        section.duration("no_time", defaults.noTime(), SECOND, HOUR),
        section.duration("charge_time", defaults.chargeTime(), SECOND, Duration.ofDays(7)),
        section.integer("hot", (int) defaults.hotCelsius(), 0, HOTTEST),
        section.integer("cool", (int) defaults.coolCelsius(), -1, HOTTEST),
        section.duration("fault_rest", defaults.faultRest(), SECOND, HOUR));
  }
}
