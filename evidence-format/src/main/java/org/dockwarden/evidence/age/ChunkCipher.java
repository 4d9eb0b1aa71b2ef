package org.dockwarden.evidence.age;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;

/**
 * The ChaCha20-Poly1305 of one provider. Safe for several threads.
 *
 * @param name the provider's name and version, for logs and health
 * @param isFallback whether the fast provider could not be used, which must show in health (I7)
 */
public record ChunkCipher(String name, boolean isFallback, Provider provider) {
  private static final String TRANSFORMATION = "ChaCha20-Poly1305";

  ChunkCipher asFallback() {
    return new ChunkCipher(name, true, provider);
  }

  /** A cipher under this 32-byte key. */
  Aead withKey(byte[] key) {
    try {
      return new Aead(Cipher.getInstance(TRANSFORMATION, provider), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(name + " has no " + TRANSFORMATION, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
