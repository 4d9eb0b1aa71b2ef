package org.dockwarden.gateway.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.error.Reaction;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.index.Commit;
import org.dockwarden.gateway.index.CommitState;
import org.dockwarden.gateway.index.Recording;
import org.dockwarden.gateway.index.RecordingChanges;
import org.dockwarden.gateway.index.RecordingIndex;
import org.dockwarden.gateway.receipt.ReceiptIssuer;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.store.EvidenceStore.Placement;
import org.dockwarden.gateway.upload.UploadId;

/**
 * Takes one recording from state to state: committed → stored → verified → receipted, or
 * quarantined. One thread a recording.
 */
final class Progress {
  private final EvidenceStore store;
  private final RecordingIndex index;
  private final RecordingChanges changes;
  private final ReadBack readBack;
  private final ReceiptIssuer receipts;
  private final VerificationWatch watch;

  Progress(
      EvidenceStore store,
      RecordingIndex index,
      RecordingChanges changes,
      ReadBack readBack,
      ReceiptIssuer receipts,
      VerificationWatch watch) {
    this.store = store;
    this.index = index;
    this.changes = changes;
    this.readBack = readBack;
    this.receipts = receipts;
    this.watch = watch;
  }

  /** Goes on until there is nothing more to do; fails where it may be tried again later. */
  void advance(RecordingId id) throws IOException {
    Optional<Recording> recording = index.recording(id);
    while (recording.isPresent() && step(recording.get())) {
      changes.changed(id);
      recording = index.recording(id);
    }
  }

  /** One step; false when there is none. */
  private boolean step(Recording recording) throws IOException {
    return switch (recording.state()) {
      case COMMITTED -> place(recording);
      case STORED -> verify(recording);
      case VERIFIED -> receipt(recording);
      case QUARANTINED -> nextCommit(recording);
      case RECEIPTED, DELIVERED -> tidy(recording);
    };
  }

  private boolean place(Recording recording) throws IOException {
    moveQuarantined(recording.id());
    Placement placement = store.place(recording.upload(), recording.id());
    switch (placement) {
      case PLACED -> {
        index.stored(recording.id(), recording.upload());
        store.discard(recording.upload());
      }
      case CONFLICT ->
          quarantine(recording, ErrorCode.EVIDENCE_CONFLICT, "other bytes have this name");
    }
    return true;
  }

  private boolean verify(Recording recording) throws IOException {
    Manifest manifest = manifest(recording);
    try (InputStream sealed = store.open(recording.id())) {
      readBack.check(sealed, manifest);
    } catch (EvidenceException e) {
      if (e.code().reaction() != Reaction.QUARANTINE) {
        throw e;
      }
      quarantine(recording, e.code(), String.valueOf(e.getMessage()));
      return true;
    }
    index.verified(recording.id(), recording.upload());
    watch.verified(recording.id(), manifest.sealed().bytes());
    return true;
  }

  private boolean receipt(Recording recording) throws IOException {
    CustodyReference verified =
        recording
            .verified()
            .orElseThrow(() -> new IOException(recording.id() + ": no custody entry"));
    Commit commit = commit(recording.upload());
    SignedDocument receipt =
        receipts.stored(manifest(recording), commit.paper().digest(), verified);
    index.receipted(recording.id(), Stage.STORED, receipt);
    return true;
  }

  private void quarantine(Recording recording, ErrorCode error, String detail) throws IOException {
    index.quarantined(recording.id(), recording.upload(), error, detail); // I4: first.
    watch.quarantined(recording.id(), error, detail);
  }

  /** P-17: whoever waits behind a quarantined commit has its turn. */
  private boolean nextCommit(Recording recording) throws IOException {
    moveQuarantined(recording.id());
    return index.promote(recording.id());
  }

  private void moveQuarantined(RecordingId recording) throws IOException {
    for (Commit commit : index.commitsOf(recording)) {
      if (commit.state() == CommitState.QUARANTINED) {
        Quarantine.move(store, index, commit);
      }
    }
  }

  private boolean tidy(Recording recording) throws IOException {
    store.discard(recording.upload());
    for (Commit commit : index.commitsOf(recording.id())) {
      if (commit.state() == CommitState.SURPLUS) {
        store.discard(commit.upload());
      }
    }
    return false;
  }

  private Manifest manifest(Recording recording) throws IOException {
    return ManifestJson.decode(commit(recording.upload()).paper().document());
  }

  private Commit commit(UploadId upload) throws IOException {
    return index
        .commitOf(upload)
        .orElseThrow(() -> new IOException("upload " + upload + ": no commit"));
  }
}
