package org.dockwarden.dock.sensor;

/** Ohm's law in the units of the chips: a microvolt over a milliohm is a milliampere. */
final class Shunts {
  private static final int MAX_MILLIOHMS = 1000;

  private Shunts() {}

  static int milliamps(int microvolts, int shuntMilliohms) {
    return Math.round((float) microvolts / shuntMilliohms);
  }

  static int checked(int shuntMilliohms) {
    if (shuntMilliohms < 1 || shuntMilliohms > MAX_MILLIOHMS) {
      throw new IllegalArgumentException(
          "shunt_milliohms: %d (expected: 1 to %d)".formatted(shuntMilliohms, MAX_MILLIOHMS));
    }
    return shuntMilliohms;
  }
}
