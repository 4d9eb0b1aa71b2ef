package org.dockwarden.fleet.account.oidc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Something of the provider's that is fetched seldom and kept for a while. It is asked for no more
 * often than every {@link #PACE}, whatever others send us: neither browsers nor tokens with made-up
 * key ids make us a load on the provider. One fetch at a time; the others wait for it.
 */
final class Kept<T> {
  /** Between a fetch that succeeded and one for something newer. */
  static final Duration PACE = Duration.ofSeconds(30);

  /** After a failure: long enough to spare the provider, short enough for who tries again. */
  static final Duration REST = Duration.ofSeconds(5);

  /** Asks the provider. */
  interface Source<T> {
    T fetch() throws SignInFailure;
  }

  private final Source<T> source;
  private final Duration lifetime;
  private final InstantSource clock;
  private @Nullable T value;
  private Instant fetched = Instant.MIN;
  private @Nullable SignInFailure failure;
  private Instant failed = Instant.MIN;

  Kept(Source<T> source, Duration lifetime, InstantSource clock) {
    this.source = source;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** What is kept, or fetched where it is too old. */
  synchronized T get() throws SignInFailure {
    T known = value;
    return known != null && clock.instant().isBefore(fetched.plus(lifetime)) ? known : fetch();
  }

  /** Something newer than what is kept, if its time has come; else what is kept. */
  synchronized T newer() throws SignInFailure {
    T known = value;
    return known != null && clock.instant().isBefore(fetched.plus(PACE)) ? known : fetch();
  }

  private T fetch() throws SignInFailure {
    Instant now = clock.instant();
    SignInFailure before = failure;
    if (before != null && now.isBefore(failed.plus(REST))) {
      throw new SignInFailure(before.reason(), before.why());
    }
    try {
      T newest = source.fetch();
      value = newest;
      fetched = now;
      failure = null;
      return newest;
    } catch (SignInFailure e) {
      failure = e;
      failed = now;
      throw e;
    }
  }
}
