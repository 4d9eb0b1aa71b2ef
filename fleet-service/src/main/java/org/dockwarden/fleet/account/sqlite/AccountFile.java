package org.dockwarden.fleet.account.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SQLite file: one connection, one caller at a time, which suits people. A file of a newer
 * version is refused.
 */
final class AccountFile implements AutoCloseable {
  /** In order; the number of applied ones is the file's user_version. Only ever appended to. */
  private static final List<String> MIGRATIONS = List.of("001-accounts.sql");

  private final Path file;
  private final Connection connection;

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Some statements that belong together. */
  interface Change<T> {
    T apply() throws SQLException;
  }

  AccountFile(Path file) throws IOException {
    this.file = file;
    if (!Files.exists(file)) {
      // Password hashes are nobody else's to read.
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    } catch (SQLException e) {
      throw failure(e);
    }
    prepare();
  }

  private void prepare() throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA foreign_keys = ON");
      statement.execute("PRAGMA busy_timeout = 10000");
      int version = statement.executeQuery("PRAGMA user_version").getInt(1);
      if (version > MIGRATIONS.size()) {
        throw new IOException(
            file + ": version " + version + " (expected: <= " + MIGRATIONS.size() + ")");
      }
      for (int next = version; next < MIGRATIONS.size(); next++) {
        String script = script(MIGRATIONS.get(next));
        statement.executeUpdate(
            "BEGIN IMMEDIATE;\n" + script + "PRAGMA user_version = " + (next + 1) + ";\nCOMMIT;");
      }
    } catch (SQLException e) {
      close();
      throw failure(e);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream in = AccountFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + ": not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** All of it, or nothing. */
  synchronized <T> T change(Change<T> change) throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        T result = change.apply();
        statement.execute("COMMIT");
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(statement, e);
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static void rollBack(Statement statement, Exception cause) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e); // SQLite may have rolled back by itself already.
    }
  }

  /** One statement of a change; returns the number of rows. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = statement(sql, values)) {
      return statement.executeUpdate();
    }
  }

  synchronized <T> List<T> list(String sql, Row<T> row, @Nullable Object... values)
      throws IOException {
    try (PreparedStatement statement = statement(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws IOException {
    List<T> all = list(sql, row, values);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }

  private PreparedStatement statement(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int index = 0; index < values.length; index++) {
        statement.setObject(index + 1, values[index]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private IOException failure(SQLException e) {
    return new IOException(file + ": " + e.getMessage(), e);
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
