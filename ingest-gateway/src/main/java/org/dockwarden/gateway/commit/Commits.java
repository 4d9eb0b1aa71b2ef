package org.dockwarden.gateway.commit;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.error.Reaction;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.gateway.index.Commit;
import org.dockwarden.gateway.index.CommitState;
import org.dockwarden.gateway.index.RecordingIndex;
import org.dockwarden.gateway.intake.Intake;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.verify.Quarantine;
import org.dockwarden.gateway.verify.VerificationWatch;

/** Commits of uploads. Safe for many threads. */
public final class Commits {
  private final Intake intake;
  private final EvidenceStore store;
  private final RecordingIndex index;
  private final PaperCheck check;
  private final Consumer<RecordingId> verify;
  private final VerificationWatch watch;

  public Commits(
      Intake intake,
      EvidenceStore store,
      RecordingIndex index,
      PaperCheck check,
      Consumer<RecordingId> verify,
      VerificationWatch watch) {
    this.intake = intake;
    this.store = store;
    this.index = index;
    this.check = check;
    this.verify = verify;
    this.watch = watch;
  }

  /** Commits (P-14 to P-17); durable when this returns. */
  public RecordingStatus commit(DockId dock, UploadId id, SignedDocument paper) throws IOException {
    try (Closeable _ = intake.seize(dock, id)) {
      Upload upload = intake.find(dock, id);
      Optional<Commit> before = index.commitOf(id);
      return before.isPresent() ? repeat(before.get(), paper) : commit(upload, paper);
    }
  }

  private RecordingStatus commit(Upload upload, SignedDocument paper) throws IOException {
    if (!upload.isComplete()) {
      throw new EvidenceException(
          ErrorCode.UPLOAD_INCOMPLETE,
          "offset: " + upload.offset() + " (expected: " + upload.length() + ")");
    }
    Manifest manifest;
    try {
      manifest = check.check(paper, upload.dock());
      checkLength(upload, manifest);
    } catch (EvidenceException e) {
      if (e.code().reaction() == Reaction.QUARANTINE) {
        quarantine(upload.id(), paper, e);
      }
      throw e;
    }
    index.commit(upload.id(), paper, manifest); // Seized: nobody committed it meanwhile.
    verify.accept(manifest.recordingId());
    return status(manifest.recordingId());
  }

  private static void checkLength(Upload upload, Manifest manifest) throws EvidenceException {
    if (upload.length() != manifest.sealed().bytes()) {
      throw new EvidenceException(
          ErrorCode.SEALED_LENGTH_MISMATCH,
          "upload: " + upload.length() + " bytes (expected: " + manifest.sealed().bytes() + ")");
    }
  }

  /** P-16: the entry first, then the move; a restart repeats the move. */
  private void quarantine(UploadId upload, SignedDocument paper, EvidenceException error)
      throws IOException {
    String detail = String.valueOf(error.getMessage());
    index.refuse(upload, paper, error.code(), detail);
    Optional<Commit> refused = index.commitOf(upload);
    if (refused.isPresent()) {
      watch.quarantined(refused.get().recording(), error.code(), detail);
      Quarantine.move(store, index, refused.get());
    }
  }

  /** P-15: the same again gets the same answer. */
  private RecordingStatus repeat(Commit before, SignedDocument paper) throws IOException {
    if (!before.paper().digest().equals(paper.digest())) {
      throw new EvidenceException(
          ErrorCode.UPLOAD_COMMITTED,
          "manifest: " + paper.digest() + " (expected: " + before.paper().digest() + ")");
    }
    Optional<RecordingStatus> status = index.status(before.recording());
    if (before.state() == CommitState.QUARANTINED && status.isEmpty()) {
      throw new EvidenceException(before.error().orElse(ErrorCode.INTERNAL_ERROR), before.detail());
    }
    verify.accept(before.recording());
    return status(before.recording());
  }

  private RecordingStatus status(RecordingId recording) throws IOException {
    return index
        .status(recording)
        .orElseThrow(
            () -> new EvidenceException(ErrorCode.RECORDING_UNKNOWN, "recording " + recording));
  }
}
