package org.dockwarden.agent.journal;

import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;

/**
 * A recording of a camera that this dock, or another one through the gateway, has sealed before.
 *
 * @param here whether this journal holds it; else only the gateway does
 */
public record KnownContent(
    RecordingId recording, CameraPath path, long bytes, Digest digest, boolean here) {}
