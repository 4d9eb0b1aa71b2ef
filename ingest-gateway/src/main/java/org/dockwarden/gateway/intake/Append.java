package org.dockwarden.gateway.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.wire.UploadChecksum;
import org.dockwarden.gateway.index.UploadIndex;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.store.UploadWriter;
import org.dockwarden.gateway.upload.Upload;
import org.jspecify.annotations.Nullable;

/**
 * One body on its way into an upload. Order, always: write, fsync, index, answer. With a checksum
 * the body counts whole or not at all; without one, what arrived before a break counts (P-9).
 */
final class Append {
  /** A long body without checksum is made durable this often, so that a break costs little. */
  private static final long CHECKPOINT_BYTES = 64L * 1024 * 1024;

  private final EvidenceStore store;
  private final UploadIndex index;
  private final IntakeWatch watch;
  private final Upload upload;
  private final Optional<UploadChecksum> checksum;
  private final @Nullable MessageDigest digest;
  private final Supplier<Instant> expiry;

  /** End of what is written, and of what is durable and in the index. */
  private long written;

  private long durable;

  Append(
      EvidenceStore store,
      UploadIndex index,
      IntakeWatch watch,
      Upload upload,
      Optional<UploadChecksum> checksum,
      Supplier<Instant> expiry) {
    this.store = store;
    this.index = index;
    this.watch = watch;
    this.upload = upload;
    this.checksum = checksum;
    this.digest = checksum.map(announced -> announced.algorithm().newDigest()).orElse(null);
    this.expiry = expiry;
    this.written = upload.offset();
    this.durable = upload.offset();
  }

  Upload run(Body body) throws IOException {
    try (UploadWriter writer = store.append(upload.id(), upload.offset())) {
      try {
        copy(body, writer);
      } catch (EvidenceException e) {
        keepOrCutBack(writer, e);
        throw e;
      } catch (IOException | RuntimeException e) {
        cutBack(writer, e);
        throw e;
      }
      acknowledge(writer);
    }
    return atDurable();
  }

  private Upload atDurable() {
    return new Upload(
        upload.id(),
        upload.dock(),
        upload.length(),
        durable,
        upload.metadata(),
        upload.state(),
        expiry.get());
  }

  private void copy(Body body, UploadWriter writer) throws IOException {
    for (Optional<Body.Pieces> next = body.next(); next.isPresent(); next = body.next()) {
      try (Body.Pieces pieces = next.get()) {
        write(pieces.buffers(), writer);
      }
      if (checksum.isEmpty() && written - durable >= CHECKPOINT_BYTES) {
        acknowledge(writer);
      }
    }
    if (digest != null && !checksum.orElseThrow().matches(digest.digest())) {
      watch.checksumWrong();
      throw new EvidenceException(
          ErrorCode.CHECKSUM_MISMATCH,
          "bytes " + upload.offset() + " to " + written + " of upload " + upload.id());
    }
  }

  private void write(ByteBuffer[] pieces, UploadWriter writer) throws IOException {
    long bytes = 0;
    for (ByteBuffer piece : pieces) {
      bytes += piece.remaining();
      if (digest != null) {
        digest.update(piece.duplicate());
      }
    }
    if (written + bytes > upload.length()) {
      throw beyond(upload, written + bytes);
    }
    writer.append(pieces);
    written += bytes;
    watch.received(bytes);
  }

  /** I1: nobody hears of an offset before this has returned. */
  private void acknowledge(UploadWriter writer) throws IOException {
    if (written > durable) {
      try {
        writer.force();
      } catch (IOException e) {
        cutBack(writer, e);
        throw e;
      }
      index.advance(upload.id(), written, expiry.get());
      durable = written;
    }
  }

  private void keepOrCutBack(UploadWriter writer, EvidenceException cause) throws IOException {
    boolean interrupted = cause.code() == ErrorCode.CHUNK_INTERRUPTED;
    if (interrupted) {
      watch.interrupted();
    }
    if (interrupted && checksum.isEmpty()) {
      acknowledge(writer);
    } else {
      cutBack(writer, cause);
    }
  }

  /** Only tidies: the next writer, and the next start, cut off what is beyond the offset too. */
  private void cutBack(UploadWriter writer, Exception cause) {
    try {
      writer.cutBack(durable);
      written = durable;
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  static EvidenceException beyond(Upload upload, long end) {
    return new EvidenceException(
        ErrorCode.OFFSET_BEYOND_LENGTH, "end: " + end + " (expected: <= " + upload.length() + ")");
  }
}
