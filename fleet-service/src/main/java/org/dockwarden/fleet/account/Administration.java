package org.dockwarden.fleet.account;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What an administrator does with accounts; the last one of them cannot shut everybody out. */
public final class Administration {
  /** How a change ended. */
  public enum Result {
    DONE,
    UNKNOWN,
    NAME_TAKEN,
    BAD_NAME,
    BAD_PASSWORD,
    LAST_ADMINISTRATOR,
    /** Nobody signs in with a password here. */
    LOCAL_ACCOUNTS_OFF,
    /** Their role is what the provider says at each sign-in. */
    ROLE_OF_PROVIDER
  }

  private final AccountStore store;
  private final Passwords passwords;
  private final InstantSource clock;
  private final boolean localAccounts;

  /**
   * @param localAccounts whether anybody may sign in with a password of ours
   */
  public Administration(
      AccountStore store, Passwords passwords, InstantSource clock, boolean localAccounts) {
    this.store = store;
    this.passwords = passwords;
    this.clock = clock;
    this.localAccounts = localAccounts;
  }

  /** Whether there is a use for passwords. */
  public boolean hasLocalAccounts() {
    return localAccounts;
  }

  /** By name. */
  public List<Account> accounts() throws IOException {
    return store.accounts();
  }

  /** Adds a local account. */
  public Result add(String name, Role role, String password, String who, String from)
      throws IOException {
    if (!localAccounts) {
      return Result.LOCAL_ACCOUNTS_OFF;
    }
    if (!Account.isLocalName(name)) {
      return Result.BAD_NAME;
    }
    if (!Passwords.isAcceptable(name, password)) {
      return Result.BAD_PASSWORD;
    }
    Account account =
        new Account(name, role, Optional.empty(), true, clock.instant(), Optional.empty());
    AuditEntry entry = entry(who, from, "account.add", name + " " + role.code());
    boolean isNew = store.add(account, Optional.of(passwords.hash(password)), entry);
    return isNew ? Result.DONE : Result.NAME_TAKEN;
  }

  /** Changes what somebody may do, and whether they may sign in. */
  public synchronized Result change(String name, Role role, boolean active, String who, String from)
      throws IOException {
    Optional<Account> account = store.account(name);
    if (account.isEmpty()) {
      return Result.UNKNOWN;
    }
    if (!account.get().isLocal() && account.get().role() != role) {
      return Result.ROLE_OF_PROVIDER;
    }
    boolean stays = active && role == Role.ADMINISTRATOR;
    if (isAdministrator(account.get()) && !stays && administrators() == 1) {
      return Result.LAST_ADMINISTRATOR;
    }
    String object = name + " " + role.code() + (active ? "" : " inactive");
    store.change(name, role, active, entry(who, from, "account.change", object));
    return Result.DONE;
  }

  /** Gives a local account another password; its sessions end. */
  public Result changePassword(String name, String password, String who, String from)
      throws IOException {
    if (!localAccounts) {
      return Result.LOCAL_ACCOUNTS_OFF;
    }
    Optional<Account> account = store.account(name).filter(Account::isLocal);
    if (account.isEmpty()) {
      return Result.UNKNOWN;
    }
    if (!Passwords.isAcceptable(name, password)) {
      return Result.BAD_PASSWORD;
    }
    store.changePassword(
        name, passwords.hash(password), entry(who, from, "account.password", name));
    return Result.DONE;
  }

  private long administrators() throws IOException {
    return store.accounts().stream().filter(Administration::isAdministrator).count();
  }

  private static boolean isAdministrator(Account account) {
    return account.active() && account.role() == Role.ADMINISTRATOR;
  }

  private AuditEntry entry(String who, String from, String what, String object) {
    return AuditEntry.of(clock.instant(), who, from, what, object, AuditEntry.DONE);
  }
}
