package org.dockwarden.fleet.account.oidc;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

/** Checks ID tokens (OpenID Connect Core 1.0, 3.1.3.7). */
final class IdTokens {
  /** Between the provider's clock and ours. */
  static final Duration SKEW = Duration.ofSeconds(30);

  private static final int MAX_CHARACTERS = 32 * 1024;
  private static final int MAX_SUBJECT = 255;

  private final String issuer;
  private final String clientId;
  private final ProviderKeys keys;
  private final InstantSource clock;

  IdTokens(String issuer, String clientId, ProviderKeys keys, InstantSource clock) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.keys = keys;
    this.clock = clock;
  }

  /** What the token claims, if this provider signed it for us, for this nonce, just now. */
  JWTClaimsSet check(String text, String nonce) throws SignInFailure {
    SignedJWT token = parse(text);
    checkSignature(token);
    try {
      JWTClaimsSet claims = token.getJWTClaimsSet();
      rules(nonce).verify(claims, null);
      checkFurther(claims);
      return claims;
    } catch (ParseException | BadJWTException e) {
      throw SignInFailure.refused("id token: " + e.getMessage());
    }
  }

  private static SignedJWT parse(String text) throws SignInFailure {
    if (text.length() > MAX_CHARACTERS) {
      throw SignInFailure.refused("id token: " + text.length() + " characters");
    }
    try {
      return SignedJWT.parse(text);
    } catch (ParseException e) {
      throw SignInFailure.refused("id token: not signed, or malformed");
    }
  }

  private void checkSignature(SignedJWT token) throws SignInFailure {
    JWSHeader header = token.getHeader();
    if (!Signatures.ALGORITHMS.contains(header.getAlgorithm())) {
      throw SignInFailure.refused(
          "id token: algorithm "
              + header.getAlgorithm()
              + " (expected: RS256, PS256, ES256, EdDSA)");
    }
    if (header.getCriticalParams() != null) {
      throw SignInFailure.refused("id token: crit " + header.getCriticalParams());
    }
    if (keys.of(header).stream().noneMatch(key -> Signatures.fits(token, key))) {
      throw SignInFailure.refused("id token: the signature is wrong");
    }
  }

  private DefaultJWTClaimsVerifier<SecurityContext> rules(String nonce) {
    DefaultJWTClaimsVerifier<SecurityContext> rules =
        new DefaultJWTClaimsVerifier<>(
            Set.of(clientId),
            new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build(),
            Set.of("sub", "aud", "exp", "iat"),
            Set.of()) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    rules.setMaxClockSkew((int) SKEW.toSeconds());
    return rules;
  }

  /** What the library leaves to its user. */
  private void checkFurther(JWTClaimsSet claims) throws ParseException, SignInFailure {
    String party = claims.getStringClaim("azp");
    if (party == null ? claims.getAudience().size() > 1 : !party.equals(clientId)) {
      throw SignInFailure.refused("id token: azp " + party + " (expected: " + clientId + ")");
    }
    Instant issued = claims.getIssueTime().toInstant();
    if (issued.isAfter(clock.instant().plus(SKEW))) {
      throw SignInFailure.refused("id token: iat " + issued + " is in the future");
    }
    if (claims.getSubject().isEmpty() || claims.getSubject().length() > MAX_SUBJECT) {
      throw SignInFailure.refused("id token: sub is empty or too long");
    }
  }
}
