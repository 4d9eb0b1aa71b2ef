package org.dockwarden.fleet.account;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.account.SignInResult.Refused;
import org.dockwarden.fleet.account.SignInResult.SignedIn;
import org.dockwarden.fleet.account.SignInResult.Wait;

/**
 * Sign-in with a local account's password. Every try is in the audit list; of those that have to
 * wait, the first of each wait.
 *
 * <p>Failures count for the account and for the network that they come from, so that neither many
 * names from one place nor one name from many places is cheap to guess. A browser in which the
 * account has signed in before counts by itself: nobody elsewhere can make it wait.
 */
public final class SignIn {
  private static final String WHAT = "sign-in";

  private final AccountStore store;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Throttle throttle;
  private final SecureRandom random;
  private final InstantSource clock;

  public SignIn(
      AccountStore store,
      Passwords passwords,
      Sessions sessions,
      Throttle throttle,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.sessions = sessions;
    this.throttle = throttle;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Tries a name and a password from an address.
   *
   * @param mark what this browser kept of an earlier sign-in, or empty text
   */
  public SignInResult tryPassword(String name, String password, String from, String mark)
      throws IOException {
    Optional<String> phc = Account.isLocalName(name) ? store.password(name) : Optional.empty();
    List<String> keys = keys(name, from, mark, phc);
    Duration wait = wait(keys);
    if (wait.isPositive()) {
      boolean isNews = false;
      for (String key : keys) {
        isNews |= throttle.wait(key).isPositive() && throttle.isNews(key);
      }
      if (isNews) {
        store.append(entry(name, from, "too many failures"));
      }
      return new Wait(wait);
    }
    if (phc.isEmpty() ? !passwords.fitsNobody(password) : !passwords.fits(password, phc.get())) {
      keys.forEach(throttle::failed);
      store.append(entry(name, from, "refused"));
      return new Refused();
    }
    Optional<Account> account = store.account(name).filter(Account::active);
    if (account.isEmpty()) {
      store.append(entry(name, from, "not active"));
      return new Refused();
    }
    keys.forEach(throttle::succeeded);
    Session session = sessions.begin(account.get(), from, entry(name, from, AuditEntry.DONE));
    return new SignedIn(session, KnownBrowser.mark(name, phc.orElseThrow(), random));
  }

  /** Whether somebody who is signed in knows their password; guessing has to wait here too. */
  public boolean knowsPassword(Account account, String password, String from) throws IOException {
    String key = "own:" + account.name();
    if (throttle.wait(key).isPositive()) {
      return false;
    }
    Optional<String> phc = store.password(account.name());
    if (phc.isPresent() && passwords.fits(password, phc.get())) {
      throttle.succeeded(key);
      return true;
    }
    throttle.failed(key);
    store.append(
        AuditEntry.of(
            clock.instant(),
            account.name(),
            from,
            "account.password",
            account.name(),
            "old password is wrong"));
    return false;
  }

  private static List<String> keys(String name, String from, String mark, Optional<String> phc) {
    if (phc.isPresent() && KnownBrowser.isKnown(name, phc.get(), mark)) {
      return List.of("browser:" + mark);
    }
    String network = "from:" + Throttle.network(from);
    // What cannot be a name is nobody's: there is nothing to guard, and nothing to remember.
    return Account.isLocalName(name) ? List.of("name:" + name, network) : List.of(network);
  }

  private Duration wait(List<String> keys) {
    return keys.stream().map(throttle::wait).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private AuditEntry entry(String name, String from, String result) {
    return AuditEntry.of(clock.instant(), name, from, WHAT, "", result);
  }
}
