package org.dockwarden.evidence.wire;

import java.time.Instant;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;

/**
 * A recording of a camera that the gateway already holds (spec/ingest-protocol.md 6): lets a dock
 * recognise, by content, what another dock has sent.
 *
 * @param modified the file's modification time of the manifest, camera's clock
 */
public record KnownRecording(
    RecordingId recording,
    CameraPath path,
    long originalBytes,
    Digest original,
    Instant modified) {}
