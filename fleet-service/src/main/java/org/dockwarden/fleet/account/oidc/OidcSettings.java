package org.dockwarden.fleet.account.oidc;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.fleet.account.Role;

/**
 * The table {@code [console.oidc]} of fleet.toml.
 *
 * @param name what the provider is called on the button
 * @param issuer exactly as the provider writes it
 * @param secret file with the client's secret
 * @param base the console's public address, without a slash at its end
 * @param nameClaim claim that people are called by
 * @param rolesClaim claim with roles or groups; dots lead into objects
 * @param roles from a value of that claim to a role here
 * @param trust PEM, authorities of the provider's certificate; empty: the Java platform's
 * @param timeout for each of the provider's answers, whole
 */
public record OidcSettings(
    String name,
    URI issuer,
    String clientId,
    Path secret,
    URI base,
    List<String> scopes,
    String nameClaim,
    String rolesClaim,
    Map<String, Role> roles,
    Optional<Path> trust,
    Duration timeout) {
  private static final String NOWHERE = "https://invalid.invalid";
  private static final int MAX_ROLES = 100;

  public OidcSettings {
    scopes = List.copyOf(scopes);
    roles = Map.copyOf(roles);
  }

  /** Reads the table; what is wrong is noted in it. */
  public static OidcSettings read(Section section) {
    return new OidcSettings(
        section.text("name", "OpenID Connect"),
        https(section, "issuer"),
        section.text("client_id"),
        section.path("client_secret"),
        base(section),
        scopes(section),
        section.text("name_claim", "preferred_username"),
        section.text("roles_claim"),
        roles(section),
        section.optionalPath("trust"),
        section.duration(
            "timeout", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1)));
  }

  /** Where the provider sends browsers back to; has to be known to it. */
  public URI returnAddress() {
    return URI.create(base + "/sign-in/return");
  }

  /** Where the provider sends browsers to after they signed out there. */
  public URI signedOutAddress() {
    return URI.create(base + "/sign-in?told=out");
  }

  private static URI https(Section section, String key) {
    String text = section.text(key);
    try {
      URI uri = new URI(text);
      boolean isGood =
          "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null;
      if (isGood || !section.has(key)) {
        return isGood ? uri : URI.create(NOWHERE);
      }
    } catch (URISyntaxException e) {
      // told below, as every other address that is none
    }
    section.problem(key, text, "https://HOST/… without query and fragment");
    return URI.create(NOWHERE);
  }

  private static URI base(Section section) {
    URI base = https(section, "base_url");
    String path = base.getRawPath();
    if (!path.isEmpty() && !path.equals("/")) {
      section.problem("base_url", base.toString(), "https://HOST[:PORT]: the console has no path");
    }
    return URI.create(base.getScheme() + "://" + base.getRawAuthority());
  }

  private static List<String> scopes(Section section) {
    List<String> scopes =
        section.has("scopes") ? section.texts("scopes") : List.of("openid", "profile", "email");
    // RFC 6749, 3.3
    boolean isGood = scopes.stream().allMatch(it -> it.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+"));
    if (!scopes.contains("openid") || !isGood) {
      section.problem("scopes", String.valueOf(scopes), "an array of scopes with \"openid\"");
    }
    return scopes;
  }

  private static Map<String, Role> roles(Section section) {
    Map<String, Role> roles = new TreeMap<>();
    section
        .textMap("roles")
        .forEach(
            (value, code) ->
                Role.of(code)
                    .ifPresentOrElse(
                        role -> roles.put(value, role),
                        () ->
                            section.problem(
                                "roles." + value, code, "viewer | operator | administrator")));
    if (section.section("roles").isEmpty()) {
      section.problem("roles", "none", "at least one VALUE = \"administrator\"");
    } else if (roles.size() > MAX_ROLES) {
      section.problem("roles", roles.size() + " of them", "<= " + MAX_ROLES);
    }
    return roles;
  }
}
