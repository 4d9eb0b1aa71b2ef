package org.dockwarden.fleet.account;

import java.time.Duration;

/** How a sign-in ended. */
public sealed interface SignInResult {
  record SignedIn(Session session) implements SignInResult {}

  /** Name or password are wrong, or the account is not active; which of them nobody is told. */
  record Refused() implements SignInResult {}

  /** Too many failures; nothing was tried. */
  record Wait(Duration time) implements SignInResult {}
}
