package org.dockwarden.agent.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;

/** A range of a sealed object as a stream that keeps to the bandwidth limit. */
final class SpoolRange extends InputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final FileChannel object;
  private final BandwidthLimit limit;
  private final long end;
  private long position;

  SpoolRange(FileChannel object, long start, long length, BandwidthLimit limit) {
    this.object = object;
    this.limit = limit;
    this.position = start;
    this.end = start + length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (position >= end) {
      return -1;
    }
    int wanted = (int) Math.min(length, end - position);
    try {
      limit.take(wanted);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for bandwidth");
    }
    int read = object.read(ByteBuffer.wrap(target, offset, wanted), position);
    if (read < 0) {
      throw endsAt(position, end);
    }
    position += read;
    return read;
  }

  /** The disk has lost a part: no repetition brings it back. */
  private static EvidenceException endsAt(long position, long expected) {
    return new EvidenceException(
        ErrorCode.SPOOL_CORRUPT, "object ends at " + position + " (expected: " + expected + ")");
  }

  /** SHA-256 of a range, read from the spool. */
  static Digest digest(FileChannel object, long start, long length) throws IOException {
    MessageDigest sha256 = Digest.bulkSha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    long position = start;
    while (position < start + length) {
      buffer.clear().limit((int) Math.min(BUFFER_BYTES, start + length - position));
      int read = object.read(buffer, position);
      if (read < 0) {
        throw endsAt(position, start + length);
      }
      sha256.update(buffer.flip());
      position += read;
    }
    return Digest.of(sha256.digest());
  }
}
