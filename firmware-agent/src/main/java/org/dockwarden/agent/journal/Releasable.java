package org.dockwarden.agent.journal;

import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.signing.SignedDocument;

/** A file on a docked camera whose recording has the receipt that the policy asks for. */
public record Releasable(
    CameraFile file, RecordingId recording, Digest original, SignedDocument receipt) {}
