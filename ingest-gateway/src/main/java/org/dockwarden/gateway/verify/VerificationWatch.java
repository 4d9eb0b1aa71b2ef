package org.dockwarden.gateway.verify;

import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.RecordingId;

/** Is told how verification goes, for metrics and health. */
public interface VerificationWatch {
  /** The store was read back and is right. */
  void verified(RecordingId recording, long sealedBytes);

  /** Something differed. */
  void quarantined(RecordingId recording, ErrorCode error, String detail);
}
