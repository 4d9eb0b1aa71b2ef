package org.dockwarden.fleet.account;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps accounts and sessions. Each change takes the audit entry that tells of it, and both are
 * stored together or not at all; on stable storage when a method returns.
 */
public interface AccountStore extends AuditLog {
  /** A session that is kept; of its token only the SHA-256. */
  record KeptSession(
      String tokenHash, String account, long startedMillis, long seenMillis, String from) {}

  /** Whether anybody may administer. */
  boolean hasAdministrator() throws IOException;

  /** By name. */
  List<Account> accounts() throws IOException;

  Optional<Account> account(String name) throws IOException;

  /** The account of somebody whom a provider knows by this, as {@code issuer|sub}. */
  Optional<Account> accountOf(String subject) throws IOException;

  /** The PHC string of a local account. */
  Optional<String> password(String name) throws IOException;

  /** Adds an account; false where the name is taken. */
  boolean add(Account account, Optional<String> phc, AuditEntry entry) throws IOException;

  /** Changes role and activity; sessions of an account that is no longer active end. */
  void change(String name, Role role, boolean active, AuditEntry entry) throws IOException;

  /** Changes the password and ends all sessions. */
  void changePassword(String name, String phc, AuditEntry entry) throws IOException;

  /** Starts a session, and notes when the account signed in. */
  void start(KeptSession session, AuditEntry entry) throws IOException;

  Optional<KeptSession> session(String tokenHash) throws IOException;

  /** Notes that a session is in use. */
  void seen(String tokenHash, long seenMillis) throws IOException;

  void end(String tokenHash, AuditEntry entry) throws IOException;

  /** Ends all sessions of an account; the entry is added if there were any. */
  void endAll(String account, AuditEntry entry) throws IOException;

  /** Forgets sessions that started, or were last seen, before these times. */
  void forget(long startedBeforeMillis, long seenBeforeMillis) throws IOException;
}
