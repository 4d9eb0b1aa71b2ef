package org.dockwarden.fleet.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing: after {@value #FREE} failures each further one doubles the wait, from a
 * second to a quarter of an hour. A day after its last failure a key is as good as new. Remembers
 * at most {@value #MAX_KEYS} keys of at most {@value #MAX_CHARACTERS} characters; the one that
 * failed longest ago is forgotten first.
 */
public final class Throttle {
  static final int MAX_KEYS = 10_000;

  private static final int FREE = 5;
  private static final int MAX_CHARACTERS = 200;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGIVEN = Duration.ofDays(1);
  private static final int MAX_DOUBLINGS = 10;
  private static final int NETWORK_BYTES = 8;

  private record Failures(int count, Instant last, Instant until, boolean told) {}

  private final InstantSource clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_KEYS;
        }
      };

  public Throttle(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What counts as one place: an IPv4 address, or an IPv6 network of 64 bits, whose holder has all
   * of its addresses.
   */
  public static String network(String address) {
    int zone = address.indexOf('%'); // of a link: whoever is on it has all of its addresses
    try {
      if (InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone))
          instanceof Inet6Address six) {
        byte[] bytes = Arrays.copyOf(six.getAddress(), NETWORK_BYTES);
        return HexFormat.of().formatHex(bytes) + "/64";
      }
    } catch (IllegalArgumentException e) {
      return address; // a name for a place, such as the command line
    }
    return address;
  }

  /** How long this key still has to wait; zero if it may try now. */
  public synchronized Duration wait(String key) {
    Failures known = known(key);
    if (known == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), known.until());
    return left.isPositive() ? left : Duration.ZERO;
  }

  /** Counts a failure. */
  public synchronized void failed(String key) {
    Failures known = known(key);
    int count = known == null ? 1 : known.count() + 1;
    Instant now = clock.instant();
    failures.remove(bounded(key)); // so that it is put at the end
    failures.put(bounded(key), new Failures(count, now, now.plus(pause(count)), false));
  }

  /** Whether nobody was told of this wait yet; from now on somebody was. */
  public synchronized boolean isNews(String key) {
    Failures known = known(key);
    if (known == null || known.told()) {
      return false;
    }
    failures.put(bounded(key), new Failures(known.count(), known.last(), known.until(), true));
    return true;
  }

  /** Forgets what was counted. */
  public synchronized void succeeded(String key) {
    failures.remove(bounded(key));
  }

  /** How many keys are remembered. */
  synchronized int size() {
    return failures.size();
  }

  private @Nullable Failures known(String key) {
    Failures known = failures.get(bounded(key));
    boolean isOld = known != null && !clock.instant().isBefore(known.last().plus(FORGIVEN));
    return isOld ? null : known;
  }

  private static String bounded(String key) {
    return key.length() <= MAX_CHARACTERS ? key : key.substring(0, MAX_CHARACTERS);
  }

  private static Duration pause(int count) {
    if (count < FREE) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(count - FREE, MAX_DOUBLINGS));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
