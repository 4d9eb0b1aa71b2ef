package org.dockwarden.fleet.account;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.dockwarden.fleet.account.SignInResult.Refused;
import org.dockwarden.fleet.account.SignInResult.SignedIn;
import org.dockwarden.fleet.account.SignInResult.Wait;

/** Sign-in with a local account's password. Every try is in the audit list. */
public final class SignIn {
  private static final String WHAT = "sign-in";

  private final AccountStore store;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Throttle throttle;
  private final InstantSource clock;

  public SignIn(
      AccountStore store,
      Passwords passwords,
      Sessions sessions,
      Throttle throttle,
      InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.sessions = sessions;
    this.throttle = throttle;
    this.clock = clock;
  }

  /** Tries a name and a password from an address. */
  public SignInResult tryPassword(String name, String password, String from) throws IOException {
    String byName = "name:" + name;
    String byAddress = "from:" + from;
    Duration wait = longer(throttle.wait(byName), throttle.wait(byAddress));
    if (wait.isPositive()) {
      store.append(entry(name, from, "too many failures"));
      return new Wait(wait);
    }
    if (!fits(name, password)) {
      throttle.failed(byName);
      throttle.failed(byAddress);
      store.append(entry(name, from, "refused"));
      return new Refused();
    }
    Optional<Account> account = store.account(name).filter(Account::active);
    if (account.isEmpty()) {
      store.append(entry(name, from, "not active"));
      return new Refused();
    }
    throttle.succeeded(byName);
    throttle.succeeded(byAddress);
    return new SignedIn(sessions.begin(account.get(), from, entry(name, from, AuditEntry.DONE)));
  }

  private boolean fits(String name, String password) throws IOException {
    Optional<String> phc = Account.isLocalName(name) ? store.password(name) : Optional.empty();
    return phc.isPresent() ? passwords.fits(password, phc.get()) : passwords.fitsNobody(password);
  }

  private AuditEntry entry(String name, String from, String result) {
    return AuditEntry.of(clock.instant(), name, from, WHAT, "", result);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
