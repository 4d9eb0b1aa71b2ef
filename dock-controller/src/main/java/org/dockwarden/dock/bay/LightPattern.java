package org.dockwarden.dock.bay;

/** What a bay's light shows: a colour and a rhythm, so that it can be told apart without colour. */
public enum LightPattern {
  OFF,
  /** Working, do not take: slow amber pulse. */
  WORKING,
  /** Safe on the dock, still charging or sending: blue with a short wink. */
  SAFE,
  /** Ready to take: steady green. */
  READY,
  /** Refused: two red blinks and a pause. */
  REFUSED,
  /** Fault: fast red blink. */
  FAULT,
  /** This is the camera that you look for: alternating green and white. */
  FIND
}
