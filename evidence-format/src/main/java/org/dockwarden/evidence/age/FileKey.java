package org.dockwarden.evidence.age;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The 128-bit key of one age file, made for that file and used for no other (S-5). */
final class FileKey {
  static final int BYTES = 16;

  private final byte[] bytes;

  private FileKey(byte[] bytes) {
    this.bytes = bytes;
  }

  static FileKey generate(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new FileKey(bytes);
  }

  /** Takes over {@code bytes}. */
  static FileKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("file key: " + bytes.length + " bytes (expected: 16)");
    }
    return new FileKey(bytes);
  }

  /** The MAC of the header up to and including its {@code ---} mark. */
  byte[] headerMac(byte[] header) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Hkdf.derive(bytes, new byte[0], "header"), "HmacSHA256"));
      return mac.doFinal(header);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }

  byte[] payloadKey(byte[] nonce) {
    return Hkdf.derive(bytes, nonce, "payload");
  }

  byte[] toBytes() {
    return bytes.clone();
  }
}
