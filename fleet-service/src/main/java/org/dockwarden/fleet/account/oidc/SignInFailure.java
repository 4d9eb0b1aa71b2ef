package org.dockwarden.fleet.account.oidc;

import org.dockwarden.fleet.account.Provider.Reason;
import org.dockwarden.fleet.alert.Line;

/** Why a sign-in did not succeed; the message is for the log and the audit list, in one line. */
final class SignInFailure extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MAX_CHARACTERS = 300;

  private final Reason reason;

  SignInFailure(Reason reason, String message) {
    super(Line.of(message, MAX_CHARACTERS));
    this.reason = reason;
  }

  /** The provider's answer cannot be relied on. */
  static SignInFailure refused(String message) {
    return new SignInFailure(Reason.FAILED, message);
  }

  /** The provider does not answer as one does. */
  static SignInFailure unreachable(String message) {
    return new SignInFailure(Reason.UNREACHABLE, message);
  }

  /** What the browser is told. */
  Reason reason() {
    return reason;
  }

  /** The message, which is always there. */
  String why() {
    return String.valueOf(getMessage());
  }
}
