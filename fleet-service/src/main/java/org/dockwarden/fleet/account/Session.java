package org.dockwarden.fleet.account;

/**
 * Somebody who is signed in.
 *
 * @param csrf what every form of theirs has to carry
 */
public record Session(Account account, String token, String csrf) {
  /** Whether they may do what this role may. */
  public boolean may(Role role) {
    return account.role().includes(role);
  }

  @Override
  public String toString() {
    return "session of " + account.name();
  }
}
