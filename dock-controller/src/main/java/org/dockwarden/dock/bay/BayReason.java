package org.dockwarden.dock.bay;

import java.util.Locale;

/** Why a bay is refused or in fault. The text form is stable. */
public enum BayReason {
  UNKNOWN_DEVICE,
  FORBIDDEN_INTERFACE,
  ENUMERATION_FAILED,
  /** Neither the descriptor nor the profile's serial file names the camera. */
  SERIAL_MISSING,
  MOUNT_FAILED,
  VOLUME_DAMAGED,
  CAMERA_READ_FAILED,
  CAMERA_FILE_CHANGED,
  TOO_MANY_FILES,
  SPOOL_FULL,
  SPOOL_FAILED,
  JOURNAL_FAILED,
  /** A defect of the agent itself; the other bays go on. */
  AGENT_FAILED,
  /** A file that cannot be taken stays on the camera. */
  FILES_LEFT,
  QUARANTINED,
  RELEASE_REFUSED,
  RELEASE_FAILED,
  IDENTITY_CHANGED,
  DUPLICATE_SERIAL,
  /** It enumerates and drops again and again: a bent pin, a dirty contact, a worn cable. */
  PORT_UNSTABLE,
  /** The hub that the bay hangs on is not where the bay map has it. */
  HUB_MISSING,
  /** Its port cannot be switched on or off. */
  POWER_FAILED,
  OVER_CURRENT,
  /** A camera is there and its port is on, but it draws nothing. */
  NO_CURRENT,
  /** It has been charging for longer than any camera needs. */
  NEVER_FULL,
  TOO_HOT;

  /** Lower case with hyphens: {@code unknown-device}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
