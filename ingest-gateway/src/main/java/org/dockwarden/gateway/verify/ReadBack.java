package org.dockwarden.gateway.verify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import org.dockwarden.evidence.age.ChunkCipher;
import org.dockwarden.evidence.age.Opener;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.segment.SegmentDigester;

/**
 * Compares a sealed object, in one pass, with its manifest (P-18): sealed length and segment
 * digest, original length and digest. Safe for several threads.
 */
public final class ReadBack {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final Opener opener;

  public ReadBack(List<X25519Identity> identities, ChunkCipher cipher) {
    this.opener = Opener.with(identities, cipher);
  }

  /** Opens a sealed object: the original, nothing of it unauthenticated. */
  public InputStream open(InputStream sealed) throws IOException {
    return opener.open(sealed);
  }

  /**
   * Reads {@code sealed} to its end.
   *
   * @throws EvidenceException with a QUARANTINE reaction when anything differs; what the store did
   *     to the bytes is named before what the dock did
   * @throws IOException when the store cannot be read; says nothing about the evidence
   */
  public void check(InputStream sealed, Manifest manifest) throws IOException {
    Digesting digesting = new Digesting(sealed);
    Original original;
    try {
      original = readOriginal(digesting);
    } catch (EvidenceException e) {
      digesting.drain();
      checkSealed(digesting, manifest);
      throw e;
    }
    digesting.drain();
    checkSealed(digesting, manifest);
    checkOriginal(original, manifest);
  }

  private record Original(long bytes, Digest digest) {}

  private Original readOriginal(InputStream sealed) throws IOException {
    MessageDigest sha256 = Digest.bulkSha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    InputStream original = opener.open(sealed);
    for (int count = original.read(buffer); count >= 0; count = original.read(buffer)) {
      sha256.update(buffer, 0, count);
      bytes += count;
    }
    return new Original(bytes, Digest.of(sha256.digest()));
  }

  private static void checkSealed(Digesting sealed, Manifest manifest) throws EvidenceException {
    compare(
        ErrorCode.SEALED_LENGTH_MISMATCH, "sealed bytes", sealed.bytes, manifest.sealed().bytes());
    compare(
        ErrorCode.SEALED_DIGEST_MISMATCH,
        "sealed digest",
        sealed.digester.finish(),
        manifest.sealed().digest());
  }

  private static void checkOriginal(Original original, Manifest manifest) throws EvidenceException {
    compare(ErrorCode.ORIGINAL_LENGTH_MISMATCH, "bytes", original.bytes(), manifest.file().bytes());
    compare(
        ErrorCode.ORIGINAL_DIGEST_MISMATCH, "sha256", original.digest(), manifest.file().digest());
  }

  private static void compare(ErrorCode code, String name, Object found, Object expected)
      throws EvidenceException {
    if (!found.equals(expected)) {
      throw new EvidenceException(code, name + ": " + found + " (expected: " + expected + ")");
    }
  }

  /** Digests what passes through. */
  private static final class Digesting extends FilterInputStream {
    private final SegmentDigester digester = new SegmentDigester();
    private long bytes;

    Digesting(InputStream sealed) {
      super(sealed);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      if (count > 0) {
        digester.update(target, offset, count);
        bytes += count;
      }
      return count;
    }

    @Override
    public long skip(long count) {
      throw new UnsupportedOperationException("every byte is digested");
    }

    void drain() throws IOException {
      byte[] buffer = new byte[BUFFER_BYTES];
      while (read(buffer, 0, buffer.length) >= 0) {
        // Digested on the way.
      }
    }
  }
}
