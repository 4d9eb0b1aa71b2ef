package org.dockwarden.agent.station;

import java.util.Optional;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.evidence.error.ErrorCode;

/** From error codes to what a bay's fault says. */
final class Faults {
  private Faults() {}

  /** The fault that the files of a docking amount to, if any. */
  static Optional<BayReason> of(DockingCounts counts) {
    if (counts.quarantined() > 0) {
      return Optional.of(BayReason.QUARANTINED);
    }
    return counts.error().flatMap(ErrorCode::of).map(Faults::of);
  }

  static BayReason of(ErrorCode code) {
    return switch (code) {
      case CAMERA_READ_FAILED, CAMERA_GONE -> BayReason.CAMERA_READ_FAILED;
      case CAMERA_FILE_CHANGED -> BayReason.CAMERA_FILE_CHANGED;
      case CAMERA_TOO_MANY_FILES -> BayReason.TOO_MANY_FILES;
      case CAMERA_MOUNT_FAILED -> BayReason.MOUNT_FAILED;
      case SPOOL_FULL -> BayReason.SPOOL_FULL;
      case SPOOL_FAILED, SPOOL_CORRUPT -> BayReason.SPOOL_FAILED;
      case JOURNAL_FAILED, JOURNAL_CORRUPT -> BayReason.JOURNAL_FAILED;
      case RELEASE_FAILED -> BayReason.RELEASE_FAILED;
      case RELEASE_REFUSED,
          RECEIPT_STAGE_TOO_EARLY,
          CERTIFICATE_UNTRUSTED,
          CERTIFICATE_EXPIRED,
          CERTIFICATE_REVOKED,
          CERTIFICATE_PURPOSE_WRONG ->
          BayReason.RELEASE_REFUSED;
      default -> BayReason.QUARANTINED;
    };
  }
}
