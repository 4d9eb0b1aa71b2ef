package org.dockwarden.gateway.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.gateway.upload.UploadId;

/**
 * Holds sealed bytes in three places: an <em>upload</em> that grows, <em>evidence</em> under the
 * name of its recording, and <em>quarantine</em>. Bytes only ever move upload → evidence, and
 * either → quarantine. Every method is safe to repeat after a crash at any point in it, and all but
 * those of one upload's {@link UploadWriter} may be called from several threads.
 *
 * <p>Failures are {@link org.dockwarden.evidence.error.EvidenceException} {@code
 * gateway-store-full} when there is no room and plain {@link IOException} otherwise. A test of the
 * mandatory suite {@code EvidenceStoreContract} runs for each implementation.
 */
public interface EvidenceStore {
  /** Makes an upload without bytes. When this returns, it is durable. */
  void create(UploadId upload) throws IOException;

  /**
   * Opens an upload to append at {@code offset}; whatever lies beyond is cut off first. One writer
   * at a time.
   */
  UploadWriter append(UploadId upload, long offset) throws IOException;

  /** How many bytes an upload has, acknowledged or not; empty when there is no such upload. */
  OptionalLong length(UploadId upload) throws IOException;

  /** Every upload that has bytes or a name here, in no order. */
  List<UploadId> uploads() throws IOException;

  /** Removes an upload and its bytes; it need not be there. Evidence made from it stays. */
  void discard(UploadId upload) throws IOException;

  /**
   * Gives an upload's bytes the name of a recording as well. Exclusive: what is there already is
   * never replaced. When this returns {@link Placement#PLACED}, it is durable. The upload's own
   * name stays until {@link #discard}.
   */
  Placement place(UploadId upload, RecordingId recording) throws IOException;

  /**
   * Reads evidence from its first byte, from the medium and not from a cache where {@link
   * #readsBackFromMedium} says so.
   */
  InputStream open(RecordingId recording) throws IOException;

  /** Moves an upload into quarantine, whether or not it is there; never deletes. */
  void quarantine(UploadId upload) throws IOException;

  /**
   * Moves evidence, made from this upload, into quarantine under the upload's name, and frees the
   * recording's name. Nothing happens when the evidence is not there or not of this upload.
   */
  void quarantine(RecordingId recording, UploadId upload) throws IOException;

  /** Puts a paper beside a quarantined upload; the same paper again is fine. */
  void quarantinePaper(UploadId upload, String name, byte[] content) throws IOException;

  /** Bytes that uploads may still take, after the reserve; 0 when below it. */
  long freeBytes() throws IOException;

  /** Whether {@link #open} really goes to the medium. */
  boolean readsBackFromMedium();

  /** What {@link #place} did. */
  enum Placement {
    /** The evidence is there and is this upload's, now or since an earlier call. */
    PLACED,
    /** Other bytes have that name; nothing was changed. */
    CONFLICT
  }
}
