package org.dockwarden.evidence.age;

import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** Somebody who can open what is sealed to them: the public half of an {@link X25519Identity}. */
public final class X25519Recipient {
  private static final String PREFIX = "age";

  private final byte[] point;
  private final String text;

  private X25519Recipient(byte[] point) {
    this.point = point;
    this.text = Bech32.encode(PREFIX, point);
  }

  /** Takes over {@code point}. */
  static X25519Recipient of(byte[] point) {
    return new X25519Recipient(point);
  }

  /** Reads the text form {@code age1…}. */
  public static X25519Recipient parse(String text) throws EvidenceException {
    byte[] point = Bech32.decode(PREFIX, text);
    if (point.length != X25519.BYTES) {
      throw new EvidenceException(
          ErrorCode.AGE_KEY_MALFORMED, "recipient: " + point.length + " bytes (expected: 32)");
    }
    try {
      X25519.multiply(new byte[X25519.BYTES], point);
    } catch (InvalidKeyException e) {
      throw new EvidenceException(
          ErrorCode.AGE_KEY_MALFORMED, "recipient: a point of low order, nobody's key", e);
    }
    return new X25519Recipient(point);
  }

  /** Reads a recipients file: one a line; empty lines and lines that start with # are skipped. */
  public static List<X25519Recipient> parseFile(String text) throws EvidenceException {
    return KeyFile.parse(text, X25519Recipient::parse);
  }

  /** Wraps {@code fileKey} under a fresh ephemeral secret. */
  Stanza wrap(FileKey fileKey, SecureRandom random, ChunkCipher cipher) {
    byte[] ephemeralSecret = new byte[X25519.BYTES];
    random.nextBytes(ephemeralSecret);
    try {
      return X25519Stanza.wrap(fileKey, point, ephemeralSecret, cipher).toStanza();
    } catch (InvalidKeyException e) {
      throw new AssertionError("points of low order do not become recipients", e);
    }
  }

  byte[] point() {
    return point.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof X25519Recipient that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text form {@code age1…}. */
  @Override
  public String toString() {
    return text;
  }
}
