package org.dockwarden.evidence.age;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** The function X25519 of RFC 7748, section 5, on raw 32-byte strings. */
final class X25519 {
  /** Length of a scalar, of a point and of a shared secret. */
  static final int BYTES = 32;

  private static final byte[] BASE_POINT = basePoint();

  private X25519() {}

  /** The public point of this secret scalar. */
  static byte[] publicPoint(byte[] scalar) {
    try {
      return multiply(scalar, BASE_POINT);
    } catch (InvalidKeyException e) {
      throw new AssertionError("the base point is not of low order", e);
    }
  }

  /**
   * The product of scalar and point.
   *
   * @throws InvalidKeyException the point is of low order, so that the product is all zeros
   */
  static byte[] multiply(byte[] scalar, byte[] point) throws InvalidKeyException {
    try {
      KeyFactory keys = KeyFactory.getInstance("X25519");
      KeyAgreement agreement = KeyAgreement.getInstance("X25519");
      agreement.init(
          keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar)));
      agreement.doPhase(
          keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, coordinate(point))),
          true);
      byte[] product = agreement.generateSecret();
      requireNotZero(product);
      return product;
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform of version 25 has X25519", e);
    }
  }

  /** Little-endian; the top bit is masked (RFC 7748, section 5). */
  private static BigInteger coordinate(byte[] point) {
    byte[] bigEndian = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bigEndian[i] = point[BYTES - 1 - i];
    }
    bigEndian[0] &= 0x7f;
    return new BigInteger(1, bigEndian);
  }

  private static void requireNotZero(byte[] product) throws InvalidKeyException {
    int any = 0;
    for (byte each : product) {
      any |= each;
    }
    if (any == 0) {
      throw new InvalidKeyException("point of low order");
    }
  }

  private static byte[] basePoint() {
    byte[] nine = new byte[BYTES];
    nine[0] = 9;
    return nine;
  }
}
