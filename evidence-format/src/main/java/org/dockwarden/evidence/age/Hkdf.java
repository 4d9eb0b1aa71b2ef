package org.dockwarden.evidence.age;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF-SHA-256 (RFC 5869) with 32 bytes of output, the only key derivation of an age file. */
final class Hkdf {
  static final int KEY_BYTES = 32;

  private Hkdf() {}

  /** An empty salt is the absent salt of RFC 5869. */
  static byte[] derive(byte[] keyMaterial, byte[] salt, String info) {
    HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(keyMaterial);
    if (salt.length > 0) {
      extract.addSalt(salt);
    }
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(extract.thenExpand(info.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform of version 25 has HKDF-SHA256", e);
    }
  }
}
