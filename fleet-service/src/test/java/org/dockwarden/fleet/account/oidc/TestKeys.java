package org.dockwarden.fleet.account.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys of the test provider: one of each kind, another that may follow, and unfit ones. */
final class TestKeys {
  private static final int ED25519_BYTES = 32;

  private final KeyPair rsa = pair("RSA", 2048);
  private final KeyPair foreign = pair("RSA", 2048);
  private final KeyPair weak = pair("RSA", 1024);
  private final KeyPair ec = pair("EC", 0);
  private final KeyPair edwards = pair("Ed25519", 0);
  private int generation = 1;

  /** From now on keys have other ids, and the RSA key is another. */
  synchronized void rotate() {
    generation++;
  }

  private String id(String kind) {
    return kind + "-" + generation;
  }

  private KeyPair current() {
    return generation % 2 == 1 ? rsa : foreign;
  }

  /** The document of public keys. */
  synchronized String published() {
    byte[] encoded = edwards.getPublic().getEncoded();
    byte[] x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
    List<JWK> keys =
        List.of(
            new RSAKey.Builder((RSAPublicKey) current().getPublic()).keyID(id("rsa")).build(),
            new RSAKey.Builder((RSAPublicKey) weak.getPublic()).keyID(id("weak")).build(),
            new ECKey.Builder(Curve.P_256, (ECPublicKey) ec.getPublic()).keyID(id("ec")).build(),
            new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID(id("ed")).build());
    return new JWKSet(keys).toString();
  }

  /** A token as it should be. */
  synchronized String sign(JWTClaimsSet claims, JWSAlgorithm algorithm) {
    try {
      if (JWSAlgorithm.EdDSA.equals(algorithm)) {
        return raw(claims, header(JWSAlgorithm.EdDSA, id("ed")), "Ed25519", edwards.getPrivate());
      }
      boolean isEc = JWSAlgorithm.ES256.equals(algorithm);
      JWSSigner signer =
          isEc
              ? new ECDSASigner((ECPrivateKey) ec.getPrivate())
              : new RSASSASigner(current().getPrivate());
      return sign(claims, header(algorithm, id(isEc ? "ec" : "rsa")), signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By the JDK, where the library would not. */
  private static String raw(
      JWTClaimsSet claims, JWSHeader header, String algorithm, PrivateKey key) {
    try {
      String input = header.toBase64URL() + "." + claims.toPayload().toBase64URL();
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + Base64URL.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token with this trick in its signature. */
  synchronized String sign(JWTClaimsSet claims, @Nullable Trick trick, JWSAlgorithm algorithm) {
    if (trick == null) {
      return sign(claims, algorithm);
    }
    try {
      return switch (trick) {
        case ALGORITHM_NONE -> new PlainJWT(claims).serialize();
        case HMAC_WITH_THE_PUBLIC_KEY ->
            sign(
                claims,
                header(JWSAlgorithm.HS256, id("rsa")),
                new MACSigner(current().getPublic().getEncoded()));
        case ALGORITHM_NOT_ALLOWED -> sign(claims, JWSAlgorithm.RS512);
        case CRITICAL_HEADER ->
            sign(
                claims,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(id("rsa"))
                    .criticalParams(Set.of("made-up"))
                    .customParams(Map.of("made-up", true))
                    .build(),
                new RSASSASigner(current().getPrivate()));
        case OTHER_KEY_UNDER_A_KNOWN_ID ->
            sign(
                claims,
                header(JWSAlgorithm.RS256, id("rsa")),
                new RSASSASigner((current() == rsa ? foreign : rsa).getPrivate()));
        case KEY_THAT_IS_NOT_PUBLISHED ->
            sign(
                claims,
                header(JWSAlgorithm.RS256, "made-up"),
                new RSASSASigner(foreign.getPrivate()));
        case WEAK_KEY ->
            raw(claims, header(JWSAlgorithm.RS256, id("weak")), "SHA256withRSA", weak.getPrivate());
        case CHANGED_AFTER_SIGNING -> changed(sign(claims, algorithm));
        default -> sign(claims, algorithm);
      };
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another payload under the same signature. */
  private static String changed(String token) {
    String[] parts = token.split("\\.", -1);
    String payload = new Base64URL(parts[1]).decodeToString().replace("viewer", "admins");
    return parts[0] + "." + Base64URL.encode(payload) + "." + parts[2];
  }

  private static String sign(JWTClaimsSet claims, JWSHeader header, JWSSigner signer)
      throws JOSEException {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static JWSHeader header(JWSAlgorithm algorithm, String id) {
    return new JWSHeader.Builder(algorithm).keyID(id).build();
  }

  private static KeyPair pair(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
