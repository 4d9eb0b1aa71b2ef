package org.dockwarden.fleet.account.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.alert.Line;

/**
 * Who a checked ID token is about.
 *
 * @param subject {@code issuer|sub}: what somebody is known by, whatever they are called
 * @param name with an {@code @}, so that it is never a local account's
 * @param role the highest that a value of the roles' claim stands for
 * @param values of that claim, for the log
 */
record Person(String subject, String name, Optional<Role> role, List<String> values) {
  private static final int MAX_NAME = 100;
  private static final int MAX_VALUES = 1000;

  static Person of(JWTClaimsSet claims, OidcSettings settings) {
    List<String> values = values(claims, settings.rolesClaim());
    return new Person(
        claims.getIssuer() + "|" + claims.getSubject(),
        name(claims, settings),
        values.stream().map(settings.roles()::get).filter(Objects::nonNull).max(Role::compareTo),
        values);
  }

  private static String name(JWTClaimsSet claims, OidcSettings settings) {
    String claimed = claims.getClaim(settings.nameClaim()) instanceof String text ? text : "";
    String name = Line.of(claimed, MAX_NAME);
    String shown = name.isEmpty() ? Line.of(claims.getSubject(), MAX_NAME) : name;
    return shown.contains("@") ? shown : shown + "@" + settings.issuer().getHost();
  }

  /** A claim of this name, else one inside of others: {@code realm_access.roles}. */
  private static List<String> values(JWTClaimsSet claims, String name) {
    Object found = claims.getClaim(name);
    if (found == null) {
      found = claims.getClaims();
      for (String part : name.split("\\.", -1)) {
        found = found instanceof Map<?, ?> object ? object.get(part) : null;
      }
    }
    List<String> values = new ArrayList<>();
    Collection<?> all = found instanceof Collection<?> many ? many : List.of();
    all.stream().limit(MAX_VALUES).forEach(it -> values.add(String.valueOf(it)));
    if (found instanceof String one) {
      values.add(one);
    }
    return values;
  }
}
