package org.dockwarden.gateway.recovery;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.health.Health.Level;
import org.dockwarden.gateway.health.Health.Subsystem;
import org.dockwarden.gateway.index.Commit;
import org.dockwarden.gateway.index.Quarantined;
import org.dockwarden.gateway.index.RecordingIndex;
import org.dockwarden.gateway.index.UploadIndex;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.verify.Quarantine;

/** Compares every upload in the store with the index. Run once, before anything else runs. */
public final class Recovery {
  private final EvidenceStore store;
  private final UploadIndex uploads;
  private final RecordingIndex recordings;
  private final Health health;

  public Recovery(
      EvidenceStore store, UploadIndex uploads, RecordingIndex recordings, Health health) {
    this.store = store;
    this.uploads = uploads;
    this.recordings = recordings;
    this.health = health;
  }

  /** Makes them agree. */
  public void run() throws IOException {
    Set<UploadId> seen = new HashSet<>(store.uploads());
    for (UploadId id : seen) {
      Optional<Upload> upload = uploads.upload(id);
      if (upload.isPresent()) {
        settle(upload.get());
      } else {
        settleUnknown(id);
      }
    }
    for (Upload upload : uploads.openUploads()) {
      if (!seen.contains(upload.id())) {
        settleMissing(upload);
      }
    }
    for (Quarantined one : recordings.quarantined()) {
      Optional<Commit> commit = recordings.commitOf(one.upload());
      if (commit.isPresent()) {
        Quarantine.move(store, recordings, commit.get());
      }
    }
  }

  private void settle(Upload upload) throws IOException {
    switch (upload.state()) {
      case OPEN -> settleLength(upload);
      case GONE -> store.discard(upload.id());
      case COMMITTED -> settleCommitted(upload);
    }
  }

  /** Longer: never acknowledged, cut off. Shorter: the disk has lost what was acknowledged. */
  private void settleLength(Upload upload) throws IOException {
    long length = store.length(upload.id()).orElse(0);
    if (length < upload.offset()) {
      lost(upload, length);
    } else if (length > upload.offset()) {
      store.append(upload.id(), upload.offset()).close();
    }
  }

  private void settleMissing(Upload upload) throws IOException {
    store.create(upload.id());
    if (upload.offset() > 0) {
      lost(upload, 0);
    }
  }

  /**
   * I1 was broken by the disk. The dock still has the bytes: it is told the truth and sends them.
   */
  private void lost(Upload upload, long length) throws IOException {
    health.report(
        Subsystem.STORE,
        "upload " + upload.id(),
        Level.DEGRADED,
        "acknowledged bytes are missing: " + length + " (expected: " + upload.offset() + ")");
    uploads.advance(upload.id(), length, upload.expiresAt());
  }

  /** A crash between creating a file and knowing it leaves an empty one. */
  private void settleUnknown(UploadId id) throws IOException {
    OptionalLong length = store.length(id);
    if (length.orElse(0) == 0) {
      store.discard(id);
    } else {
      health.report(
          Subsystem.STORE,
          "upload " + id,
          Level.DEGRADED,
          "not in the index: " + length.getAsLong() + " bytes, moved to quarantine");
      store.quarantine(id);
    }
  }

  private void settleCommitted(Upload upload) throws IOException {
    Optional<Commit> commit = recordings.commitOf(upload.id());
    if (commit.isEmpty()) {
      return;
    }
    switch (commit.get().state()) {
      case SURPLUS -> store.discard(upload.id());
      case ACTIVE, WAITING, QUARANTINED -> {
        // Verification goes on with the first two, the loop above has the last.
      }
    }
  }
}
