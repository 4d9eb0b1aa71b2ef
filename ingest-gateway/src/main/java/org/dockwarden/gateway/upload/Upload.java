package org.dockwarden.gateway.upload;

import java.time.Instant;
import org.dockwarden.evidence.identity.DockId;

/**
 * One upload as the index knows it.
 *
 * @param id its name
 * @param dock who made it, and who alone may touch it (P-2)
 * @param length its announced length
 * @param offset how many of its bytes are on stable storage (I1)
 * @param metadata the header {@code Upload-Metadata} as it was given, may be empty
 * @param state where it stands
 * @param expiresAt when it goes if nothing more arrives (P-13)
 */
public record Upload(
    UploadId id,
    DockId dock,
    long length,
    long offset,
    String metadata,
    UploadState state,
    Instant expiresAt) {
  /** Whether every byte is there. */
  public boolean isComplete() {
    return offset == length;
  }
}
