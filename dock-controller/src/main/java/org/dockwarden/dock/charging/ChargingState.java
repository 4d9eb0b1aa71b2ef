package org.dockwarden.dock.charging;

/** What the dock does about a camera's battery. */
public enum ChargingState {
  /** Its port has no power. */
  OFF,
  /** It waits for its share of the power budget. */
  WAITING,
  CHARGING,
  FULL,
  /** Nothing measures it. */
  UNKNOWN
}
