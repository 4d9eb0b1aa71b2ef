package org.dockwarden.fleet.account.oidc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.AccountStore;
import org.dockwarden.fleet.account.AuditEntry;
import org.dockwarden.fleet.account.Provider.Reason;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.account.Sessions;

/**
 * Lets people in whom the provider vouches for. The first time makes their account; every time sets
 * its role to what the provider says. An account that an administrator shut here stays shut.
 */
public final class Arrivals {
  private static final String WHAT = "sign-in";
  private static final int MARK_CHARACTERS = 8;

  private final AccountStore store;
  private final Sessions sessions;
  private final InstantSource clock;

  public Arrivals(AccountStore store, Sessions sessions, InstantSource clock) {
    this.store = store;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Begins a session, or says why not. */
  synchronized Session welcome(Person person, String from) throws IOException, SignInFailure {
    Optional<Account> known = store.accountOf(person.subject());
    if (person.role().isEmpty()) {
      if (known.isPresent()) {
        withdraw(known.get(), from);
      }
      throw new SignInFailure(Reason.NO_ROLE, "no role in " + person.values());
    }
    Role role = person.role().get();
    Account account = known.isPresent() ? known.get() : add(person, role, from);
    if (!account.active()) {
      throw new SignInFailure(Reason.NO_ROLE, "not active");
    }
    if (account.role() != role) {
      change(account, role, from);
    }
    Account current = store.account(account.name()).orElse(account);
    return sessions.begin(current, from, entry(current.name(), from, WHAT, "", AuditEntry.DONE));
  }

  /** Lists a sign-in that did not succeed. */
  void refuse(String who, String from, String why) throws IOException {
    store.append(entry(who, from, WHAT, "", why));
  }

  /** Who lost their role is out at once, and no longer counts as an administrator. */
  private void withdraw(Account account, String from) throws IOException {
    if (account.role() != Role.VIEWER) {
      change(account, Role.VIEWER, from);
    }
    store.endAll(
        account.name(), entry(account.name(), from, "session.end", "", "no role any more"));
  }

  private void change(Account account, Role role, String from) throws IOException {
    String name = account.name();
    String object = name + " " + role.code();
    store.change(
        name, role, account.active(), entry(name, from, "account.change", object, AuditEntry.DONE));
  }

  private Account add(Person person, Role role, String from) throws IOException {
    String free =
        store.account(person.name()).isEmpty()
            ? person.name()
            : person.name() + "#" + mark(person.subject());
    Account account =
        new Account(
            free, role, Optional.of(person.subject()), true, clock.instant(), Optional.empty());
    AuditEntry entry = entry(free, from, "account.add", free + " " + role.code(), AuditEntry.DONE);
    if (!store.add(account, Optional.empty(), entry)) {
      throw new IOException(free + ": the name is taken");
    }
    return account;
  }

  /** Tells somebody from another one who was called the same before. */
  private static String mark(String subject) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, MARK_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private AuditEntry entry(String who, String from, String what, String object, String result) {
    return AuditEntry.of(clock.instant(), who, from, what, object, result);
  }
}
