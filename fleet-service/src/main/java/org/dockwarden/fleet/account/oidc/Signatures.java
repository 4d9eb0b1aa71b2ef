package org.dockwarden.fleet.account.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/**
 * Signatures of ID tokens: with a key pair only, so that nothing that is public can sign. {@code
 * none} and the HMACs are not in the list and never will be.
 */
final class Signatures {
  /** RFC 7518, RFC 8037, RFC 9864. */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  /** RFC 7518, 3.3. */
  private static final int MIN_RSA_BITS = 2048;

  private static final int ED25519_BYTES = 32;

  private Signatures() {}

  /** Whether this key made the token's signature. */
  static boolean fits(SignedJWT token, JWK key) {
    try {
      return switch (key) {
        case RSAKey rsa -> rsa.size() >= MIN_RSA_BITS && token.verify(new RSASSAVerifier(rsa));
        case ECKey ec -> token.verify(new ECDSAVerifier(ec));
        case OctetKeyPair pair -> Curve.Ed25519.equals(pair.getCurve()) && fits(token, pair);
        default -> false;
      };
    } catch (JOSEException | GeneralSecurityException e) {
      return false; // a key that is none, or not for this algorithm
    }
  }

  /** By the JDK: the library would want another library for it. */
  private static boolean fits(SignedJWT token, OctetKeyPair key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(ed25519(key.getDecodedX()));
    signature.update(token.getSigningInput());
    return signature.verify(token.getSignature().decode());
  }

  /** RFC 8032, 5.1.2: little-endian, the highest bit is the sign of x. */
  private static PublicKey ed25519(byte[] encoded) throws GeneralSecurityException {
    if (encoded.length != ED25519_BYTES) {
      throw new GeneralSecurityException("Ed25519: " + encoded.length + " bytes");
    }
    byte[] bigEndian = new byte[ED25519_BYTES];
    for (int index = 0; index < ED25519_BYTES; index++) {
      bigEndian[index] = encoded[ED25519_BYTES - 1 - index];
    }
    boolean isOdd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7F;
    EdECPoint point = new EdECPoint(isOdd, new BigInteger(1, bigEndian));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }
}
