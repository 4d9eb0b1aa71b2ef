package org.dockwarden.evidence.age;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * ChaCha20-Poly1305 (RFC 8439) under one key. Each nonce may be sealed with once; the caller
 * counts. For one thread at a time.
 */
final class Aead {
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private final Cipher cipher;
  private final SecretKeySpec key;

  Aead(Cipher cipher, byte[] key) {
    this.cipher = cipher;
    this.key = new SecretKeySpec(key, "ChaCha20");
  }

  /** Writes {@code length} + 16 bytes to {@code out} and returns that number. */
  int seal(byte[] nonce, byte[] in, int from, int length, byte[] out, int to) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
      return cipher.doFinal(in, from, length, out, to);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ChaCha20-Poly1305 refuses to seal: " + e.getMessage(), e);
    }
  }

  /**
   * Writes {@code length} − 16 bytes to {@code out} and returns that number.
   *
   * @throws AEADBadTagException the bytes are not what was sealed under this key and nonce; what is
   *     in {@code out} then must not be used
   */
  int open(byte[] nonce, byte[] in, int from, int length, byte[] out, int to)
      throws AEADBadTagException {
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(nonce));
      return cipher.doFinal(in, from, length, out, to);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ChaCha20-Poly1305 refuses to open: " + e.getMessage(), e);
    }
  }
}
