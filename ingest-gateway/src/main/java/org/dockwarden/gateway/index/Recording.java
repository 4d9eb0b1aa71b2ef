package org.dockwarden.gateway.index;

import java.util.Optional;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.gateway.upload.UploadId;

/**
 * A recording as the index knows it.
 *
 * @param id its name
 * @param state where it stands
 * @param upload the upload of its active commit
 * @param verified the custody entry {@code verified}, once there is one
 */
public record Recording(
    RecordingId id, RecordingState state, UploadId upload, Optional<CustodyReference> verified) {}
