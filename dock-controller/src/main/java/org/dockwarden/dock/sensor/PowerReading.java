package org.dockwarden.dock.sensor;

/**
 * One measurement of a bay's supply.
 *
 * @param millivolts bus voltage at the bay
 * @param milliamps current into the camera; small negative values are the sensor's offset
 */
public record PowerReading(int millivolts, int milliamps) {
  /** Power in milliwatts. */
  public int milliwatts() {
    return (int) ((long) millivolts * milliamps / 1000);
  }
}
