package org.dockwarden.evidence.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;

/**
 * The header {@code Upload-Checksum} of the tus 1.0.0 checksum extension: algorithm, a space, the
 * digest in base64.
 */
public record UploadChecksum(Algorithm algorithm, byte[] digest) {
  /** Algorithms that the gateway takes (P-4): what docks use, and what tus demands. */
  public enum Algorithm {
    SHA256("sha256", "SHA-256", 32),
    SHA1("sha1", "SHA-1", 20);

    private final String text;
    private final String javaName;
    private final int digestBytes;

    Algorithm(String text, String javaName, int digestBytes) {
      this.text = text;
      this.javaName = javaName;
      this.digestBytes = digestBytes;
    }

    /** The name in the header. */
    public String text() {
      return text;
    }

    /** A fresh computation, for footage. */
    public MessageDigest newDigest() {
      if (this == SHA256) {
        return Digest.bulkSha256();
      }
      try {
        return MessageDigest.getInstance(javaName);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java platform has " + javaName, e);
      }
    }
  }

  public UploadChecksum {
    if (digest.length != algorithm.digestBytes) {
      throw new IllegalArgumentException(
          "digest: " + digest.length + " bytes (expected: " + algorithm.digestBytes + ")");
    }
    digest = digest.clone();
  }

  @Override
  public byte[] digest() {
    return digest.clone();
  }

  /** Reads the header's value. */
  public static UploadChecksum parse(String header) throws EvidenceException {
    int space = header.indexOf(' ');
    if (space <= 0) {
      throw malformed("(expected: algorithm, space, base64)");
    }
    Algorithm algorithm = algorithm(header.substring(0, space));
    try {
      return new UploadChecksum(
          algorithm, Base64.getDecoder().decode(header.substring(space + 1).strip()));
    } catch (IllegalArgumentException e) {
      throw malformed("(expected: base64 of " + algorithm.digestBytes + " bytes)");
    }
  }

  private static Algorithm algorithm(String text) throws EvidenceException {
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.text.equals(text)) {
        return algorithm;
      }
    }
    throw new EvidenceException(
        ErrorCode.CHECKSUM_ALGORITHM_UNSUPPORTED, "(expected: sha256 or sha1)");
  }

  private static EvidenceException malformed(String message) {
    return new EvidenceException(ErrorCode.CHECKSUM_MALFORMED, message);
  }

  /** The header's value. */
  public String header() {
    return algorithm.text + " " + Base64.getEncoder().encodeToString(digest);
  }

  /** Whether {@code computed} is this digest. */
  public boolean matches(byte[] computed) {
    return MessageDigest.isEqual(digest, computed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UploadChecksum that
        && algorithm == that.algorithm
        && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return header();
  }
}
