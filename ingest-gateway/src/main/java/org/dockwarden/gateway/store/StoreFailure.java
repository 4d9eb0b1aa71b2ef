package org.dockwarden.gateway.store;

import java.io.IOException;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** Tells a full disk from a failing one. */
final class StoreFailure {
  private StoreFailure() {}

  /** Java has no type for ENOSPC and EDQUOT: their texts (strerror(3)) are all there is. */
  static EvidenceException of(String operation, IOException cause) {
    String message = String.valueOf(cause.getMessage());
    boolean full = message.contains("No space left") || message.contains("quota exceeded");
    ErrorCode code = full ? ErrorCode.GATEWAY_STORE_FULL : ErrorCode.GATEWAY_STORE_FAILED;
    return new EvidenceException(code, operation + ": " + message, cause);
  }
}
