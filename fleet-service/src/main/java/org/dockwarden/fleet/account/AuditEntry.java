package org.dockwarden.fleet.account;

import java.time.Instant;

/**
 * One line of the audit list.
 *
 * @param number counts from 1 without gaps
 * @param who the account, or what was typed where nobody could sign in
 * @param from the network address
 * @param what a code such as {@code sign-in}, {@code account.role}, {@code command.rebirth}
 * @param object what it was done to, may be empty
 * @param result {@code done}, or why not
 */
public record AuditEntry(
    long number, Instant at, String who, String from, String what, String object, String result) {
  /** What succeeded. */
  public static final String DONE = "done";

  private static final int MAX_CHARACTERS = 500;

  public AuditEntry {
    who = bounded(who);
    object = bounded(object);
    result = bounded(result);
  }

  /** An entry that has no number yet. */
  public static AuditEntry of(
      Instant at, String who, String from, String what, String object, String result) {
    return new AuditEntry(0, at, who, from, what, object, result);
  }

  private static String bounded(String text) {
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
  }
}
