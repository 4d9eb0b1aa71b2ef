package org.dockwarden.evidence.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.HexFormat;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/** A SHA-256 digest (FIPS 180-4): 64 lower-case hexadecimal digits. */
public record Digest(String hex) implements Comparable<Digest> {
  /** Length of the raw digest. */
  public static final int BYTES = 32;

  public Digest {
    if (!Text.isLowerHex(hex, 2 * BYTES)) {
      throw new IllegalArgumentException(
          "digest: " + Text.printable(hex) + " (expected: 64 lower-case hexadecimal digits)");
    }
  }

  /** The digest with these 32 raw bytes. */
  public static Digest of(byte[] raw) {
    return new Digest(HexFormat.of().formatHex(raw));
  }

  /** Computes the digest of all of {@code bytes}. */
  public static Digest compute(byte[] bytes) {
    return of(sha256().digest(bytes));
  }

  /**
   * A fresh SHA-256 computation for footage: BoringSSL's, which is fast from its first byte, where
   * Conscrypt loads; else the JDK's, which is as fast once it is compiled.
   */
  public static MessageDigest bulkSha256() {
    return Bulk.PROVIDER.map(Digest::sha256).orElseGet(Digest::sha256);
  }

  private static MessageDigest sha256(Provider provider) {
    try {
      return MessageDigest.getInstance("SHA-256", provider);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(provider + " has SHA-256", e);
    }
  }

  /** Loads the native library when footage is first digested, and not before. */
  private static final class Bulk {
    static final Optional<Provider> PROVIDER =
        Conscrypt.isAvailable() ? Optional.of(Conscrypt.newProvider()) : Optional.empty();
  }

  /** A fresh SHA-256 computation of the JDK, for papers and names. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The 32 raw bytes. */
  public byte[] toBytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
