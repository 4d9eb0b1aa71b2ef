package org.dockwarden.fleet.account.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the provider says of itself (OpenID Connect Discovery 1.0, 3).
 *
 * @param takesBasic whether the client's secret goes into an Authorization header, else into the
 *     form (OpenID Connect Core 1.0, 9)
 * @param namesItself whether it says in its answers who answers (RFC 9207)
 */
record ProviderMetadata(
    URI authorization,
    URI token,
    URI keys,
    Optional<URI> endSession,
    boolean takesBasic,
    boolean namesItself) {
  private static final String DOCUMENT = "/.well-known/openid-configuration";

  /** Where the document of an issuer is. */
  static URI address(URI issuer) {
    String text = issuer.toString();
    return URI.create(
        (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + DOCUMENT);
  }

  /** Reads the document; it has to be this issuer's own (Discovery 1.0, 4.3). */
  static ProviderMetadata read(JsonNode document, URI issuer) throws SignInFailure {
    String named = document.path("issuer").asText("");
    if (!named.equals(issuer.toString())) {
      throw SignInFailure.refused("discovery: issuer " + named + " (expected: " + issuer + ")");
    }
    return new ProviderMetadata(
        endpoint(document, "authorization_endpoint"),
        endpoint(document, "token_endpoint"),
        endpoint(document, "jwks_uri"),
        document.hasNonNull("end_session_endpoint")
            ? Optional.of(endpoint(document, "end_session_endpoint"))
            : Optional.empty(),
        takesBasic(document.path("token_endpoint_auth_methods_supported")),
        document.path("authorization_response_iss_parameter_supported").asBoolean(false));
  }

  private static URI endpoint(JsonNode document, String key) throws SignInFailure {
    String text = document.path(key).asText("");
    try {
      URI uri = URI.create(text);
      if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below, as every other address that is none
    }
    throw SignInFailure.refused("discovery: " + key + " " + text + " (expected: https://…)");
  }

  /** Discovery 1.0, 3: where nothing is said, it is client_secret_basic. */
  private static boolean takesBasic(JsonNode methods) throws SignInFailure {
    if (!methods.isArray()) {
      return true;
    }
    List<String> names = new ArrayList<>();
    methods.forEach(it -> names.add(it.asText("")));
    if (names.contains("client_secret_basic")) {
      return true;
    }
    if (names.contains("client_secret_post")) {
      return false;
    }
    throw SignInFailure.refused(
        "discovery: token_endpoint_auth_methods_supported "
            + names
            + " (expected: client_secret_basic or client_secret_post)");
  }
}
