package org.dockwarden.agent.journal;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.signing.SignedDocument;

/**
 * A recording that waits to be uploaded, or is being uploaded.
 *
 * @param upload where its upload lies, if one has been made
 */
public record QueuedRecording(
    RecordingId id,
    UUID object,
    long sealedBytes,
    List<Digest> segments,
    SignedDocument manifest,
    Optional<URI> upload,
    boolean flagged,
    long orderMillis) {
  public QueuedRecording {
    segments = List.copyOf(segments);
  }
}
