package org.dockwarden.fleet.account;

import java.time.Duration;

/** How a sign-in ended. */
public sealed interface SignInResult {
  /**
   * They are in.
   *
   * @param mark to be kept by this browser: it is known from now on
   */
  record SignedIn(Session session, String mark) implements SignInResult {}

  /** Name or password are wrong, or the account is not active; which of them nobody is told. */
  record Refused() implements SignInResult {}

  /** Too many failures; nothing was tried. */
  record Wait(Duration time) implements SignInResult {}
}
