package org.dockwarden.fleet.account.oidc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * ID tokens of the last {@value #MAX} sign-ins, in memory only: with it a provider signs somebody
 * out without asking (RP-Initiated Logout 1.0, 2). Where it is lost, the provider asks.
 */
final class SignOutHints {
  private static final int MAX = 500;

  /** It travels in an address, which servers bound. */
  private static final int MAX_CHARACTERS = 4096;

  private final Map<String, String> tokens =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX;
        }
      };

  /** Keeps the ID token of a session. */
  synchronized void keep(String session, String idToken) {
    if (idToken.length() <= MAX_CHARACTERS) {
      tokens.put(session, idToken);
    }
  }

  /** Gives and forgets it. */
  synchronized Optional<String> take(String session) {
    return Optional.ofNullable(tokens.remove(session));
  }
}
