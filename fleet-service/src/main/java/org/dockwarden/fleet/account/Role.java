package org.dockwarden.fleet.account;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each role may also do what the ones before it may. */
public enum Role {
  /** Sees everything that docks and cameras say. */
  VIEWER,
  /** Also commands docks, keeps the inventory, silences and acknowledges alerts. */
  OPERATOR,
  /** Also keeps accounts and reads the audit list. */
  ADMINISTRATOR;

  /** Whether this role may do what that one may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** As it is written in files, claims and the database: {@code viewer}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a code. */
  public static Optional<Role> of(String code) {
    for (Role role : values()) {
      if (role.code().equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
