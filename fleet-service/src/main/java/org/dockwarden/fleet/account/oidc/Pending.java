package org.dockwarden.fleet.account.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.fleet.account.Sessions;

/**
 * Sign-ins that were begun and have not come back: each ends once, or after {@link #TIME}. There
 * are at most {@value #MAX} of them, and {@value #MAX_OF_NETWORK} from one network, so that whoever
 * begins many pushes out their own.
 */
final class Pending {
  /** As long as the browser's cookie. */
  static final Duration TIME = Duration.ofMinutes(10);

  static final int MAX = 4096;
  static final int MAX_OF_NETWORK = 64;

  private final SecureRandom random;
  private final InstantSource clock;
  private final Map<String, Begun> begun = new LinkedHashMap<>();

  /**
   * One sign-in.
   *
   * @param binding known to one browser only
   * @param state comes back with the answer
   * @param nonce comes back in the ID token
   * @param verifier proves at the token endpoint that it was us who began (RFC 7636)
   */
  record Begun(
      String binding,
      String state,
      String nonce,
      String verifier,
      String next,
      String network,
      Instant until) {
    /** RFC 7636, 4.2: S256. */
    String challenge() {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256")
                .digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e); // every JDK has it
      }
    }

    @Override
    public String toString() {
      return "sign-in from " + network;
    }
  }

  Pending(SecureRandom random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  /** Begins one. */
  synchronized Begun begin(String next, String network) {
    Instant now = clock.instant();
    begun.values().removeIf(it -> !now.isBefore(it.until()));
    if (begun.values().stream().filter(it -> it.network().equals(network)).count()
        >= MAX_OF_NETWORK) {
      removeOldest(Optional.of(network));
    }
    if (begun.size() >= MAX) {
      removeOldest(Optional.empty());
    }
    Begun one =
        new Begun(
            Sessions.random(random),
            Sessions.random(random),
            Sessions.random(random),
            Sessions.random(random),
            next,
            network,
            now.plus(TIME));
    begun.put(one.binding(), one);
    return one;
  }

  private void removeOldest(Optional<String> network) {
    Iterator<Begun> oldestFirst = begun.values().iterator();
    while (oldestFirst.hasNext()) {
      Begun one = oldestFirst.next();
      if (network.isEmpty() || network.get().equals(one.network())) {
        oldestFirst.remove();
        return;
      }
    }
  }

  /** Ends the one that this browser began with this state; nothing where there is none. */
  synchronized Optional<Begun> end(String binding, String state) {
    Begun one = begun.get(binding);
    boolean isIt =
        one != null
            && clock.instant().isBefore(one.until())
            && MessageDigest.isEqual(
                state.getBytes(StandardCharsets.UTF_8),
                one.state().getBytes(StandardCharsets.UTF_8));
    return isIt ? Optional.ofNullable(begun.remove(binding)) : Optional.empty();
  }
}
