package org.dockwarden.agent.journal;

import java.time.Instant;
import java.util.Optional;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;

/**
 * A recording of a camera that this dock, or another one through the gateway, has sealed before.
 *
 * @param modified of the file that it was read from last, camera's clock; empty where that is not
 *     known any more
 * @param released whether this dock has erased it from the camera
 * @param here whether this journal holds it; else only the gateway does
 */
public record KnownContent(
    RecordingId recording,
    CameraPath path,
    long bytes,
    Digest digest,
    Optional<Instant> modified,
    boolean released,
    boolean here) {}
