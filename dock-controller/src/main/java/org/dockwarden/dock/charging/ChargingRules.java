package org.dockwarden.dock.charging;

import java.time.Duration;

/**
 * How a dock charges (spec/charging.md).
 *
 * @param budget what the supply can give, and how it is shared
 * @param full when a camera is full
 * @param limits what is a fault
 */
public record ChargingRules(Budget budget, Full full, Limits limits) {
  /**
   * The supply.
   *
   * @param milliamps what all bays together may draw
   * @param bayMilliamps what a bay is assumed to draw as long as nothing was measured
   * @param stagger least time between two switchings on
   * @param turn shortest time on before another camera may have the power
   * @param rest shortest time off
   */
  public record Budget(
      int milliamps, int bayMilliamps, Duration stagger, Duration turn, Duration rest) {
    public Budget {
      require("budget", milliamps, bayMilliamps, 1_000_000);
      require("bay_milliamps", bayMilliamps, 1, 20_000);
    }
  }

  /**
   * The end of a charge.
   *
   * @param milliamps at or below this a camera takes no more; above what a full one draws to run
   * @param time for so long
   */
  public record Full(int milliamps, Duration time) {
    public Full {
      require("full_milliamps", milliamps, 1, 10_000);
    }

    /** Above this, it certainly charges: hysteresis against a current that hovers. */
    public int chargingMilliamps() {
      return 2 * milliamps;
    }
  }

  /**
   * What is a fault.
   *
   * @param overMilliamps more than any camera may draw
   * @param overTime for so long
   * @param noMilliamps less than any camera that is connected draws
   * @param noTime for so long
   * @param chargeTime longest time under power without becoming full
   * @param hotCelsius at this temperature everything is switched off
   * @param coolCelsius at this it goes on
   * @param faultRest off after an over-current, doubled each time up to {@link #MAX_REST}
   */
  public record Limits(
      int overMilliamps,
      Duration overTime,
      int noMilliamps,
      Duration noTime,
      Duration chargeTime,
      double hotCelsius,
      double coolCelsius,
      Duration faultRest) {
    /** However often a bay fails, it is tried again after this: a person may have mended it. */
    public static final Duration MAX_REST = Duration.ofHours(1);

    public Limits {
      require("over_milliamps", overMilliamps, 1, 20_000);
      require("no_milliamps", noMilliamps, 0, overMilliamps - 1);
      if (coolCelsius >= hotCelsius) {
        throw new IllegalArgumentException(
            "cool: " + coolCelsius + " (expected: < " + hotCelsius + ")");
      }
    }
  }

  public ChargingRules {
    require("full_milliamps", full.milliamps(), limits.noMilliamps() + 1, budget.bayMilliamps());
    require("over_milliamps", limits.overMilliamps(), full.chargingMilliamps() + 1, 20_000);
  }

  /** For a supply of so many milliamps, with the values of docs/operating/configuration.md. */
  public static ChargingRules of(int budgetMilliamps) {
    return new ChargingRules(
        new Budget(
            budgetMilliamps,
            Math.min(900, budgetMilliamps), // USB 3 gives a port 900 mA (USB 3.2, 11.4.5)
            Duration.ofSeconds(3),
            Duration.ofMinutes(20),
            Duration.ofSeconds(30)),
        new Full(100, Duration.ofMinutes(5)),
        new Limits(
            2000,
            Duration.ofSeconds(4),
            5,
            Duration.ofMinutes(3),
            Duration.ofHours(14), // The slowest camera of the field study takes nine hours.
            60,
            50,
            Duration.ofMinutes(10)));
  }

  private static void require(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(key, value, least, most));
    }
  }
}
