package org.dockwarden.gateway.intake;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.wire.UploadChecksum;
import org.dockwarden.gateway.index.UploadIndex;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;

/** Uploads from their creation to the commit. Safe for many threads. */
public final class Intake {
  private final EvidenceStore store;
  private final UploadIndex index;
  private final IntakeLimits limits;
  private final IntakeWatch watch;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Claims claims = new Claims();

  public Intake(
      EvidenceStore store,
      UploadIndex index,
      IntakeLimits limits,
      IntakeWatch watch,
      InstantSource clock) {
    this.store = store;
    this.index = index;
    this.limits = limits;
    this.watch = watch;
    this.clock = clock;
  }

  /** Longest upload that is taken. */
  public long maxUploadBytes() {
    return limits.uploadBytes();
  }

  /** Makes an upload (P-6); durable when this returns. */
  public Upload create(DockId dock, long length, String metadata) throws IOException {
    if (length > limits.uploadBytes()) {
      throw new EvidenceException(
          ErrorCode.UPLOAD_TOO_LARGE,
          "Upload-Length: " + length + " (expected: <= " + limits.uploadBytes() + ")");
    }
    checkRoom(length);
    UploadId id = UploadId.random(random);
    Upload upload = new Upload(id, dock, length, 0, metadata, UploadState.OPEN, expiry());
    store.create(id);
    if (!index.add(upload, limits.uploadsPerDock())) {
      store.discard(id);
      throw new EvidenceException(
          ErrorCode.DOCK_LIMIT_REACHED,
          dock + ": uploads (expected: <= " + limits.uploadsPerDock() + " open)");
    }
    return upload;
  }

  /** The upload of this dock (P-2), open or committed. */
  public Upload find(DockId dock, UploadId id) throws IOException {
    Upload upload =
        index
            .upload(id)
            .orElseThrow(() -> new EvidenceException(ErrorCode.UPLOAD_UNKNOWN, "upload " + id));
    if (!upload.dock().equals(dock)) {
      throw new EvidenceException(ErrorCode.UPLOAD_FOREIGN, "upload " + id);
    }
    if (upload.state() == UploadState.GONE) {
      throw new EvidenceException(ErrorCode.UPLOAD_GONE, "upload " + id);
    }
    return upload;
  }

  /**
   * Appends a body (P-8 to P-11) and returns the upload with its new offset, durable (I1). What
   * counts after a failure is on stable storage and in the index, too.
   */
  public Upload append(
      DockId dock, UploadId id, long offset, Optional<UploadChecksum> checksum, Body body)
      throws IOException {
    find(dock, id);
    try (Claims.Claim _ = claims.claim(id, body::abandon)) {
      Upload upload = find(dock, id);
      check(upload, offset, body.announcedBytes());
      return new Append(store, index, watch, upload, checksum, this::expiry).run(body);
    }
  }

  private void check(Upload upload, long offset, long announcedBytes) throws IOException {
    checkOpen(upload);
    if (offset != upload.offset()) {
      throw new EvidenceException(
          ErrorCode.OFFSET_MISMATCH,
          "Upload-Offset: " + offset + " (expected: " + upload.offset() + ")");
    }
    if (announcedBytes > upload.length() - offset) {
      throw Append.beyond(upload, offset + announcedBytes);
    }
    checkRoom(Math.max(0, announcedBytes));
  }

  private static void checkOpen(Upload upload) throws EvidenceException {
    if (upload.state() == UploadState.COMMITTED) {
      throw new EvidenceException(ErrorCode.UPLOAD_COMMITTED, "upload " + upload.id());
    }
  }

  /** P-23: below the reserve nothing is taken, not even a first byte. */
  private void checkRoom(long bytes) throws IOException {
    long free = store.freeBytes();
    if (free <= 0 || bytes > free) {
      throw new EvidenceException(
          ErrorCode.GATEWAY_STORE_FULL, "bytes: " + bytes + " (expected: <= " + free + " free)");
    }
  }

  /** Ends an upload that is not committed (P-12). */
  public void terminate(DockId dock, UploadId id) throws IOException {
    try (Closeable _ = seize(dock, id)) {
      checkOpen(find(dock, id));
      if (index.remove(id)) {
        store.discard(id);
      }
    }
  }

  /** Keeps everybody else from changing the upload until closed; a running append is evicted. */
  public Closeable seize(DockId dock, UploadId id) throws IOException {
    find(dock, id);
    return claims.claim(id, () -> {});
  }

  /** Removes uploads that have expired (P-13). */
  public int expire() throws IOException {
    int count = 0;
    for (UploadId id : index.expire(clock.instant())) {
      try (Claims.Claim _ = claims.claim(id, () -> {})) {
        store.discard(id);
        count++;
      }
    }
    return count;
  }

  private Instant expiry() {
    return clock.instant().plus(limits.expiry()).truncatedTo(ChronoUnit.SECONDS);
  }
}
