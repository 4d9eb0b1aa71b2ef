package org.dockwarden.dock.simulated;

import java.time.Duration;

/**
 * A lithium-ion battery as its charger sees it: constant current up to four fifths, then a current
 * that falls with what is missing (constant voltage). A value.
 *
 * @param capacityMilliwattHours what it holds when it is full
 * @param chargedMilliwattHours what it holds now
 * @param milliamps the camera's charging current
 */
public record SimulatedBattery(
    double capacityMilliwattHours, double chargedMilliwattHours, int milliamps) {
  /** USB's nominal voltage. */
  public static final int MILLIVOLTS = 5_000;

  /** What a camera draws to run, charging or not. */
  public static final int IDLE_MILLIAMPS = 45;

  private static final double TAPER_BEGINS = 0.8;

  /** At the end the current is e^-3.2, a twenty-fifth of the constant one: the usual cut-off. */
  private static final double TAPER_STEEPNESS = 3.2;

  /** Of what flows in, so much is stored. */
  private static final double EFFICIENCY = 0.85;

  private static final double MILLIS_AN_HOUR = 3_600_000;

  public SimulatedBattery {
    if (capacityMilliwattHours <= 0
        || chargedMilliwattHours < 0
        || chargedMilliwattHours > capacityMilliwattHours) {
      throw new IllegalArgumentException(
          "battery: %s of %s mWh".formatted(chargedMilliwattHours, capacityMilliwattHours));
    }
  }

  /** How full it is, 0 to 1. */
  public double level() {
    return chargedMilliwattHours / capacityMilliwattHours;
  }

  /** How full it is, 0 to 100. */
  public int percent() {
    return (int) Math.round(level() * 100);
  }

  /** What the camera draws under power. */
  public int drawnMilliamps() {
    return IDLE_MILLIAMPS + (int) Math.round(chargingMilliamps());
  }

  private double chargingMilliamps() {
    if (level() >= 1) {
      return 0;
    }
    double beyond = Math.max(0, level() - TAPER_BEGINS) / (1 - TAPER_BEGINS);
    return milliamps * Math.exp(-TAPER_STEEPNESS * beyond);
  }

  /** After so long under power. */
  public SimulatedBattery charged(Duration time) {
    double milliwatts = chargingMilliamps() * MILLIVOLTS / 1000.0 * EFFICIENCY;
    double more = milliwatts * time.toMillis() / MILLIS_AN_HOUR;
    return withCharge(Math.min(capacityMilliwattHours, chargedMilliwattHours + more));
  }

  /** With so much less in it, down to nothing. */
  public SimulatedBattery drained(double milliwattHours) {
    return withCharge(Math.max(0, chargedMilliwattHours - milliwattHours));
  }

  private SimulatedBattery withCharge(double milliwattHours) {
    return new SimulatedBattery(capacityMilliwattHours, milliwattHours, milliamps);
  }
}
