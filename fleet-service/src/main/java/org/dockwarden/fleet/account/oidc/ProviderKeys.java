package org.dockwarden.fleet.account.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The provider's public keys (RFC 7517). They are kept for a while; a token whose key is not among
 * them has them fetched again, within {@link Kept}'s pace: that is how keys are changed.
 */
final class ProviderKeys {
  static final Duration LIFETIME = Duration.ofHours(1);

  private static final int MAX_KEYS = 100;

  /** Fetches the document. */
  interface Source {
    JsonNode fetch() throws SignInFailure;
  }

  private final Kept<JWKSet> kept;

  ProviderKeys(Source source, InstantSource clock) {
    this.kept = new Kept<>(() -> read(source.fetch()), LIFETIME, clock);
  }

  private static JWKSet read(JsonNode document) throws SignInFailure {
    try {
      JWKSet keys = JWKSet.parse(document.toString());
      if (keys.size() > MAX_KEYS) {
        throw SignInFailure.unreachable(
            "keys: " + keys.size() + " of them (expected: <= " + MAX_KEYS + ")");
      }
      return keys;
    } catch (ParseException e) {
      throw SignInFailure.unreachable("keys: " + e.getMessage());
    }
  }

  /** Keys that may have signed what has this header; at least one. */
  List<JWK> of(JWSHeader header) throws SignInFailure {
    JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
    List<JWK> found = selector.select(kept.get());
    if (found.isEmpty()) {
      found = selector.select(kept.newer());
    }
    if (found.isEmpty()) {
      throw SignInFailure.refused(
          "id token: key " + header.getKeyID() + " is not among the provider's keys");
    }
    return found;
  }
}
