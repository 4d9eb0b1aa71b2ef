package org.dockwarden.evidence.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** Which keys may sign documents (D-1), and which may stand in a chain. */
final class SigningKeys {
  static final int MIN_RSA_BITS = 2048;

  /** Order of the base point of P-256 (FIPS 186-4, D.1.2.3). */
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static final byte[] PROBE = {1};

  private SigningKeys() {}

  /** The Java name of the algorithm that the key signs with; refuses all but those of D-1. */
  static String signatureAlgorithm(PublicKey key) throws EvidenceException {
    if (key instanceof ECPublicKey ec && ec.getParams().getOrder().equals(P256_ORDER)) {
      return "SHA256withECDSA";
    }
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
      return "SHA256withRSA";
    }
    throw new EvidenceException(
        ErrorCode.SIGNATURE_INVALID,
        "key: " + key.getAlgorithm() + " (expected: ECDSA P-256 or RSA >= 2048)");
  }

  /** Signs a probe and checks it with the certificate's key. */
  static void requirePair(PrivateKey key, PublicKey publicKey, String algorithm)
      throws EvidenceException {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] probe = signature.sign();
      Signature check = Signature.getInstance(algorithm);
      check.initVerify(publicKey);
      check.update(PROBE);
      if (check.verify(probe)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      throw new EvidenceException(
          ErrorCode.CONFIGURATION_INVALID, "key: cannot sign with " + algorithm, e);
    }
    throw new EvidenceException(
        ErrorCode.CONFIGURATION_INVALID, "key: does not belong to the certificate");
  }
}
