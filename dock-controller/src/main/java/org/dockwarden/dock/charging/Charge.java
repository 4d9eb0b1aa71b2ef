package org.dockwarden.dock.charging;

import java.util.OptionalInt;

/**
 * What is known of a docked camera's battery.
 *
 * @param percent 0 to 100; empty where neither the camera nor the taper tells
 * @param milliamps what it draws now
 */
public record Charge(OptionalInt percent, OptionalInt milliamps, ChargingState state) {
  /** Nothing is known. */
  public static final Charge UNKNOWN =
      new Charge(OptionalInt.empty(), OptionalInt.empty(), ChargingState.UNKNOWN);

  public Charge {
    if (percent.isPresent() && (percent.getAsInt() < 0 || percent.getAsInt() > 100)) {
      throw new IllegalArgumentException("percent: " + percent + " (expected: 0 to 100)");
    }
  }
}
