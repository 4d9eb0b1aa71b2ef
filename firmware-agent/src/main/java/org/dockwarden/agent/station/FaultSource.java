package org.dockwarden.agent.station;

/** Who finds a fault that no docking knows of (Y-9). The first of them that has one is shown. */
public enum FaultSource {
  /** The scan: a hub of the bay map is missing. */
  DOCK,
  /** The port: it drops its devices, or cannot be switched. */
  PORT,
  /** The charger. */
  CHARGING
}
