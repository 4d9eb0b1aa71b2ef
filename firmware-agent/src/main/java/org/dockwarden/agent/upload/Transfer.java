package org.dockwarden.agent.upload;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.SealedObject;

/**
 * Sends one sealed object from the server's offset to its end, a segment or a part of one in each
 * PATCH, with its SHA-256. The digests of whole segments are known from sealing; a part is digested
 * from the spool.
 */
final class Transfer {
  private final TusClient tus;
  private final BandwidthLimit limit;
  private final ChunkSize chunkSize;

  Transfer(TusClient tus, BandwidthLimit limit, ChunkSize chunkSize) {
    this.tus = tus;
    this.limit = limit;
    this.chunkSize = chunkSize;
  }

  /**
   * Sends everything.
   *
   * @return false if the object was given up while it grew, or grows too slowly
   */
  boolean send(UploadSource source, URI upload) throws IOException, InterruptedException {
    Optional<FileChannel> opened = source.open();
    if (opened.isEmpty()) {
      return false;
    }
    try (FileChannel object = opened.get()) {
      long offset = tus.offset(upload);
      while (offset < source.bytes()) {
        Optional<Digest> segment = source.awaitSegment((int) (offset / SealedObject.SEGMENT_BYTES));
        if (segment.isEmpty()) {
          return false;
        }
        limit.awaitBegin();
        offset = append(source, upload, object, offset, segment.get());
      }
      if (offset > source.bytes()) {
        throw beyond(offset, source.bytes());
      }
      return true;
    }
  }

  private long append(
      UploadSource source, URI upload, FileChannel object, long offset, Digest segment)
      throws IOException, InterruptedException {
    long segmentStart = offset - offset % SealedObject.SEGMENT_BYTES;
    long segmentEnd = Math.min(source.bytes(), segmentStart + SealedObject.SEGMENT_BYTES);
    long length = Math.min(chunkSize.bytes(), segmentEnd - offset);
    boolean whole = offset == segmentStart && offset + length == segmentEnd;
    Digest digest = whole ? segment : SpoolRange.digest(object, offset, length);
    Chunk chunk =
        new Chunk(length, () -> new SpoolRange(object, offset, length, limit), Optional.of(digest));
    try {
      long next = tus.append(upload, offset, chunk);
      if (next <= offset) {
        // Taken and not counted: sending it again at once would go on for ever.
        throw new GatewayException(
            ErrorCode.OFFSET_MISMATCH,
            "offset: " + next + " after a chunk (expected: > " + offset + ")",
            Optional.empty());
      }
      chunkSize.succeeded();
      return next;
    } catch (GatewayException e) {
      if (e.code() == ErrorCode.CHECKSUM_MISMATCH) {
        requireSound(source, object, segmentStart, segmentEnd, segment);
      } else if (e.code() == ErrorCode.GATEWAY_UNREACHABLE
          || e.code() == ErrorCode.CHUNK_INTERRUPTED) {
        chunkSize.broke();
      }
      throw e;
    }
  }

  /** A checksum that does not hold may be the network's fault, or the spool's: look. */
  private static void requireSound(
      UploadSource source, FileChannel object, long start, long end, Digest expected)
      throws IOException {
    Digest found = SpoolRange.digest(object, start, end - start);
    if (!found.equals(expected)) {
      throw new EvidenceException(
          ErrorCode.SPOOL_CORRUPT,
          "%s at %d: %s (expected: %s)".formatted(source.object(), start, found, expected));
    }
  }

  private static GatewayException beyond(long offset, long bytes) {
    return new GatewayException(
        ErrorCode.UPLOAD_GONE,
        "offset: " + offset + " (expected: <= " + bytes + ")",
        Optional.empty());
  }
}
