package org.dockwarden.fleet.account.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.AccountStore;
import org.dockwarden.fleet.account.AuditEntry;
import org.dockwarden.fleet.account.Role;

/** Accounts, sessions and audit list in a file that only its owner may read. */
public final class SqliteAccounts implements AccountStore, AutoCloseable {
  private final AccountFile file;

  private SqliteAccounts(AccountFile file) {
    this.file = file;
  }

  /** Opens the file, or makes it. */
  public static SqliteAccounts open(Path path) throws IOException {
    return new SqliteAccounts(new AccountFile(path));
  }

  @Override
  public boolean hasAdministrator() throws IOException {
    return file.first("SELECT 1 FROM account WHERE role = 'administrator' AND active = 1", row -> 1)
        .isPresent();
  }

  @Override
  public List<Account> accounts() throws IOException {
    return file.list("SELECT * FROM account ORDER BY name", SqliteAccounts::account);
  }

  @Override
  public Optional<Account> account(String name) throws IOException {
    return file.first("SELECT * FROM account WHERE name = ?", SqliteAccounts::account, name);
  }

  @Override
  public Optional<Account> accountOf(String subject) throws IOException {
    return file.first("SELECT * FROM account WHERE subject = ?", SqliteAccounts::account, subject);
  }

  private static Account account(ResultSet row) throws SQLException {
    String role = row.getString("role");
    long signedIn = row.getLong("signed_in_millis");
    boolean never = row.wasNull();
    return new Account(
        row.getString("name"),
        Role.of(role).orElseThrow(() -> new SQLException("account: unknown role " + role)),
        Optional.ofNullable(row.getString("subject")),
        row.getInt("active") == 1,
        Instant.ofEpochMilli(row.getLong("since_millis")),
        never ? Optional.empty() : Optional.of(Instant.ofEpochMilli(signedIn)));
  }

  @Override
  public Optional<String> password(String name) throws IOException {
    return file.first(
        "SELECT password FROM account WHERE name = ? AND password IS NOT NULL",
        row -> row.getString(1),
        name);
  }

  @Override
  public boolean add(Account account, Optional<String> phc, AuditEntry entry) throws IOException {
    return file.change(
        () -> {
          int added =
              file.update(
                  "INSERT INTO account (name, role, subject, password, active, since_millis)"
                      + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                  account.name(),
                  account.role().code(),
                  account.subject().orElse(null),
                  phc.orElse(null),
                  account.active() ? 1 : 0,
                  account.since().toEpochMilli());
          if (added == 1) {
            insert(entry);
          }
          return added == 1;
        });
  }

  @Override
  public void change(String name, Role role, boolean active, AuditEntry entry) throws IOException {
    file.change(
        () -> {
          file.update(
              "UPDATE account SET role = ?, active = ? WHERE name = ?",
              role.code(),
              active ? 1 : 0,
              name);
          if (!active) {
            file.update("DELETE FROM session WHERE account = ?", name);
          }
          return insert(entry);
        });
  }

  @Override
  public void changePassword(String name, String phc, AuditEntry entry) throws IOException {
    file.change(
        () -> {
          file.update("UPDATE account SET password = ? WHERE name = ?", phc, name);
          file.update("DELETE FROM session WHERE account = ?", name);
          return insert(entry);
        });
  }

  @Override
  public void start(KeptSession session, AuditEntry entry) throws IOException {
    file.change(
        () -> {
          file.update(
              "INSERT INTO session VALUES (?, ?, ?, ?, ?)",
              session.tokenHash(),
              session.account(),
              session.startedMillis(),
              session.seenMillis(),
              session.from());
          file.update(
              "UPDATE account SET signed_in_millis = ? WHERE name = ?",
              session.startedMillis(),
              session.account());
          return insert(entry);
        });
  }

  @Override
  public Optional<KeptSession> session(String tokenHash) throws IOException {
    return file.first(
        "SELECT * FROM session WHERE token_hash = ?",
        row ->
            new KeptSession(
                row.getString("token_hash"),
                row.getString("account"),
                row.getLong("started_millis"),
                row.getLong("seen_millis"),
                row.getString("from_address")),
        tokenHash);
  }

  @Override
  public void seen(String tokenHash, long seenMillis) throws IOException {
    file.change(
        () ->
            file.update(
                "UPDATE session SET seen_millis = ? WHERE token_hash = ?", seenMillis, tokenHash));
  }

  @Override
  public void end(String tokenHash, AuditEntry entry) throws IOException {
    file.change(
        () -> {
          file.update("DELETE FROM session WHERE token_hash = ?", tokenHash);
          return insert(entry);
        });
  }

  @Override
  public void endAll(String account, AuditEntry entry) throws IOException {
    file.change(
        () -> {
          int ended = file.update("DELETE FROM session WHERE account = ?", account);
          return ended > 0 ? insert(entry) : 0;
        });
  }

  @Override
  public void forget(long startedBeforeMillis, long seenBeforeMillis) throws IOException {
    file.change(
        () ->
            file.update(
                "DELETE FROM session WHERE started_millis < ? OR seen_millis < ?",
                startedBeforeMillis,
                seenBeforeMillis));
  }

  @Override
  public void append(AuditEntry entry) throws IOException {
    file.change(() -> insert(entry));
  }

  private int insert(AuditEntry entry) throws SQLException {
    return file.update(
        "INSERT INTO audit (at_millis, who, from_address, what, object, result)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        entry.at().toEpochMilli(),
        entry.who(),
        entry.from(),
        entry.what(),
        entry.object(),
        entry.result());
  }

  @Override
  public List<AuditEntry> list(String text, long before, int limit) throws IOException {
    return file.list(
        "SELECT * FROM audit WHERE number < ? AND instr(lower(who || ' ' || what || ' ' || object"
            + " || ' ' || result), lower(?)) > 0 ORDER BY number DESC LIMIT ?",
        row ->
            new AuditEntry(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("at_millis")),
                row.getString("who"),
                row.getString("from_address"),
                row.getString("what"),
                row.getString("object"),
                row.getString("result")),
        before,
        text,
        limit);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
