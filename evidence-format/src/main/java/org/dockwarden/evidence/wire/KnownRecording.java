package org.dockwarden.evidence.wire;

import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;

/**
 * A recording of a camera that the gateway already holds (spec/ingest-protocol.md 6): lets a dock
 * recognise, by content, what another dock has sent.
 */
public record KnownRecording(
    RecordingId recording, CameraPath path, long originalBytes, Digest original) {}
