package org.dockwarden.evidence.wire;

import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.signing.SignedDocument;

/**
 * The gateway's answer about one recording (spec/ingest-protocol.md 5).
 *
 * @param recording its name
 * @param state where it stands
 * @param error why it is quarantined, or why delivery does not go on
 * @param receipts the receipts that exist, earliest stage first
 */
public record RecordingStatus(
    RecordingId recording,
    RecordingState state,
    Optional<ErrorCode> error,
    List<SignedDocument> receipts) {
  public RecordingStatus {
    receipts = List.copyOf(receipts);
  }
}
