package org.dockwarden.fleet.alerting.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The file: its schema, its one connection, its transactions. Thread-safe. */
final class AlertFile implements AutoCloseable {
  /** In order; the number of applied ones is the file's user_version. Only ever appended to. */
  private static final List<String> MIGRATIONS = List.of("0001-alerts.sql");

  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private AlertFile(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** What is done with the connection. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException, IOException;
  }

  /** Opens or makes it; a corrupt one, or one of a newer version, is refused and left as it is. */
  static AlertFile open(Path file) throws IOException {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try {
        prepare(connection, file);
        return new AlertFile(file, connection);
      } catch (SQLException | IOException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  private static void prepare(Connection connection, Path file) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA journal_mode = WAL");
      List<String> faults = Sql.list(connection, row -> row.getString(1), "PRAGMA quick_check(3)");
      if (!faults.equals(List.of("ok"))) {
        throw new IOException(
            file
                + ": "
                + faults
                + " (expected: a sound database; restore a backup, or move it"
                + " away to begin anew)");
      }
      migrate(connection, statement, file);
    }
  }

  private static void migrate(Connection connection, Statement statement, Path file)
      throws SQLException, IOException {
    long applied = Sql.number(connection, "PRAGMA user_version");
    if (applied > MIGRATIONS.size()) {
      throw new IOException(
          "%s: version %d (expected: <= %d; it was written by a newer fleet service)"
              .formatted(file, applied, MIGRATIONS.size()));
    }
    for (int next = (int) applied; next < MIGRATIONS.size(); next++) {
      statement.execute("BEGIN IMMEDIATE");
      statement.executeUpdate(script(MIGRATIONS.get(next)));
      statement.execute("PRAGMA user_version = " + (next + 1));
      statement.execute("COMMIT");
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream in = AlertFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("resource missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Does the work in a transaction: all of it is on stable storage, or it had no effect. */
  <T> T write(Work<T> work) throws IOException {
    lock.lock();
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        T result = work.run(connection);
        statement.execute("COMMIT");
        return result;
      } catch (SQLException | IOException | RuntimeException e) {
        rollBack(statement, e);
        throw e;
      }
    } catch (SQLException e) {
      throw failed(file, e);
    } finally {
      lock.unlock();
    }
  }

  private static void rollBack(Statement statement, Exception reason) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      reason.addSuppressed(e); // SQLite rolled back by itself already.
    }
  }

  /** Does work that only reads. */
  <T> T read(Work<T> work) throws IOException {
    lock.lock();
    try {
      return work.run(connection);
    } catch (SQLException e) {
      throw failed(file, e);
    } finally {
      lock.unlock();
    }
  }

  private static IOException failed(Path file, SQLException cause) {
    return new IOException(file + ": " + cause.getMessage(), cause);
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(file, e);
    } finally {
      lock.unlock();
    }
  }
}
