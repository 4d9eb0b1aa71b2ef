package org.dockwarden.agent.journal;

import java.util.List;
import java.util.UUID;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.signing.SignedDocument;

/**
 * A recording whose sealed object is complete in the spool.
 *
 * @param object name of the object in the spool
 * @param segments digests of its segments
 * @param orderMillis oldest goes first
 */
public record SealedRecording(
    Manifest manifest,
    SignedDocument signedManifest,
    UUID object,
    List<Digest> segments,
    boolean flagged,
    long orderMillis) {
  public SealedRecording {
    segments = List.copyOf(segments);
  }
}
