package org.dockwarden.gateway.index;

import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.upload.UploadId;

/**
 * A signed manifest that came for an upload.
 *
 * @param upload the upload
 * @param recording what it is about; the digest of the document where its own claim failed a check
 * @param paper the manifest with its signature
 * @param state what became of it
 * @param error why it is quarantined
 * @param detail the message to that
 */
public record Commit(
    UploadId upload,
    RecordingId recording,
    SignedDocument paper,
    CommitState state,
    Optional<ErrorCode> error,
    String detail) {}
