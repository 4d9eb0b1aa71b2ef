package org.dockwarden.fleet.account;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who may sign in.
 *
 * @param name unique; local ones are of {@code a-z 0-9 . _ -}, those of a provider have an
 *     {@code @}
 * @param subject {@code issuer|sub} where a provider knows them, nothing for a local account
 * @param active whether they may sign in
 * @param signedInAt the last time
 */
public record Account(
    String name,
    Role role,
    Optional<String> subject,
    boolean active,
    Instant since,
    Optional<Instant> signedInAt) {
  private static final Pattern LOCAL_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** Whether a local account may be called so. */
  public static boolean isLocalName(String name) {
    return LOCAL_NAME.matcher(name).matches();
  }

  /** Whether a password of ours signs them in. */
  public boolean isLocal() {
    return subject.isEmpty();
  }
}
