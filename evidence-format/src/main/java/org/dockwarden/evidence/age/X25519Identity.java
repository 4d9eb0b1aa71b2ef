package org.dockwarden.evidence.age;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * The secret that opens what is sealed to its {@link #recipient}. Its text shows nothing secret.
 */
public final class X25519Identity {
  private static final String PREFIX = "AGE-SECRET-KEY-";

  private final byte[] scalar;
  private final X25519Recipient recipient;

  private X25519Identity(byte[] scalar) {
    this.scalar = scalar;
    this.recipient = X25519Recipient.of(X25519.publicPoint(scalar));
  }

  /** Makes a new identity. */
  public static X25519Identity generate(SecureRandom random) {
    byte[] scalar = new byte[X25519.BYTES];
    random.nextBytes(scalar);
    return new X25519Identity(scalar);
  }

  /** Reads the text form {@code AGE-SECRET-KEY-1…}. */
  public static X25519Identity parse(String text) throws EvidenceException {
    byte[] scalar = Bech32.decode(PREFIX, text);
    if (scalar.length != X25519.BYTES) {
      throw new EvidenceException(
          ErrorCode.AGE_KEY_MALFORMED, "identity: " + scalar.length + " bytes (expected: 32)");
    }
    return new X25519Identity(scalar);
  }

  /**
   * Reads an identity file as {@code age-keygen} writes it: one a line; empty lines and lines that
   * start with # are skipped.
   */
  public static List<X25519Identity> parseFile(String text) throws EvidenceException {
    return KeyFile.parse(text, X25519Identity::parse);
  }

  /** The public half. */
  public X25519Recipient recipient() {
    return recipient;
  }

  /** The secret text form {@code AGE-SECRET-KEY-1…}. */
  public String encode() {
    return Bech32.encode(PREFIX.toLowerCase(Locale.ROOT), scalar).toUpperCase(Locale.ROOT);
  }

  Optional<FileKey> unwrap(X25519Stanza stanza, ChunkCipher cipher) throws EvidenceException {
    return stanza.unwrap(scalar, recipient.point(), cipher);
  }

  @Override
  public String toString() {
    return "identity of " + recipient;
  }
}
