package org.dockwarden.evidence.segment;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dockwarden.evidence.identity.Digest;

/** Computes the digests of the segments of a byte stream, and the segment digest (S-4). */
public final class SegmentDigester {
  /** Length of every segment but the last (S-4). */
  public static final int SEGMENT_BYTES = 8_388_608;

  private final MessageDigest sha256 = Digest.bulkSha256();
  private final List<Digest> complete = new ArrayList<>();
  private int bytesInSegment;
  private boolean finished;

  /** Takes the next {@code length} bytes of the stream. */
  public void update(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (finished) {
      throw new IllegalStateException("segment digest: bytes after the end");
    }
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int taken = Math.min(end - from, SEGMENT_BYTES - bytesInSegment);
      sha256.update(bytes, from, taken);
      from += taken;
      bytesInSegment += taken;
      if (bytesInSegment == SEGMENT_BYTES) {
        completeSegment();
      }
    }
  }

  /** The digests of the segments that are complete so far; all of them after {@link #finish}. */
  public List<Digest> segments() {
    return List.copyOf(complete);
  }

  /** Ends the stream. An empty object does not exist (S-4). */
  public Digest finish() {
    if (!finished && bytesInSegment > 0) {
      completeSegment();
    }
    finished = true;
    return combine(complete);
  }

  /** The segment digest of an object whose segments have these digests, in order. */
  public static Digest combine(List<Digest> segments) {
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("segments: 0 (expected: >= 1)");
    }
    MessageDigest sha256 = Digest.sha256();
    segments.forEach(segment -> sha256.update(segment.toBytes()));
    return Digest.of(sha256.digest());
  }

  private void completeSegment() {
    complete.add(Digest.of(sha256.digest()));
    bytesInSegment = 0;
  }
}
