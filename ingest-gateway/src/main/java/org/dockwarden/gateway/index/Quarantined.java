package org.dockwarden.gateway.index;

import java.time.Instant;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.gateway.upload.UploadId;

/**
 * A commit whose bytes and papers are kept apart, without the papers.
 *
 * @param upload its name in quarantine
 * @param recording what it is about; the digest of the document where that was refused
 * @param refused whether its papers were refused, so that nothing they claim is proven
 * @param dock who sent it
 * @param since when it was committed
 * @param error why
 * @param detail the message to that
 * @param standing whether somebody still has to look
 */
public record Quarantined(
    UploadId upload,
    RecordingId recording,
    boolean refused,
    DockId dock,
    Instant since,
    Optional<ErrorCode> error,
    String detail,
    Standing standing) {
  /** Whether health shows it. */
  public enum Standing {
    /** It does. */
    OPEN,
    /** Not any more: an operator took note. */
    ACKNOWLEDGED,
    /** Not any more: the same recording was verified from other bytes. */
    REPLACED
  }
}
