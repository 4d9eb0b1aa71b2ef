package org.dockwarden.agent.journal;

import java.util.Optional;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;

/**
 * What a receipt of this recording has to say.
 *
 * @param manifest digest of the manifest that this dock committed; empty for a recording that was
 *     recognised and never sealed here
 * @param sealed segment digest of what this dock sealed
 */
public record ExpectedReceipt(
    RecordingId id,
    RecordingProgress state,
    long originalBytes,
    Digest original,
    Optional<Digest> manifest,
    long sealedBytes,
    Optional<Digest> sealed) {}
