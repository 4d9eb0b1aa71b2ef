package org.dockwarden.dock.bay;

/** What a bay is doing (DESIGN vocabulary); light, display and health all derive from it. */
public enum BayState {
  /** Nothing is plugged in. */
  EMPTY,
  /** Something draws power, nothing has enumerated yet. */
  POWERED,
  /** What is plugged in is no camera of a known profile; it stays unauthorised. */
  REFUSED,
  /** A camera of a known profile; its volume is being mounted and listed. */
  IDENTIFIED,
  /** Footage is being read and sealed: the officer waits. */
  OFFLOADING,
  /** Everything on the camera is sealed on the dock's disk: safe on the dock. */
  SAFE,
  /** Receipts have released every file; the camera is empty. */
  CLEARED,
  /** Cleared, and charged above the issue threshold. */
  READY,
  /** Needs a person; the {@link BayReason} says why. */
  FAULT
}
