package org.dockwarden.fleet.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SQLite file. Opening locks it against a second service, checks it and brings its schema up to
 * date; a corrupt one is refused and left exactly as it is.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private final FileChannel lockFile;
  private final SqliteWriter writer;
  private final SqliteReaders readers;

  private Database(FileChannel lockFile, SqliteWriter writer, SqliteReaders readers) {
    this.lockFile = lockFile;
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * Opens or makes the file.
   *
   * @param migrations resources in order; the number of applied ones is the file's user_version
   */
  static Database open(Path file, List<String> migrations) throws IOException {
    FileChannel lockFile = lock(file);
    Connection connection = null;
    try {
      connection = connect(file);
      prepare(connection, file, migrations);
      SqliteReaders readers = new SqliteReaders(() -> reader(file));
      return new Database(lockFile, new SqliteWriter(connection), readers);
    } catch (SQLException e) {
      release(lockFile, connection);
      throw new IOException(file + ": " + e.getMessage() + " (expected: a database)", e);
    } catch (IOException | RuntimeException e) {
      release(lockFile, connection);
      throw e;
    }
  }

  /** Changes something; durable when this returns. */
  <T> T write(SqliteWriter.Change<T> change) throws IOException {
    return writer.write(change);
  }

  <T> T read(SqliteReaders.Query<T> query) throws IOException {
    return readers.read(query);
  }

  private static FileChannel lock(Path file) throws IOException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held == null) {
        throw new IOException(file + ": in use by another fleet service");
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static Connection reader(Path file) throws SQLException {
    Connection connection = connect(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
      statement.execute("PRAGMA query_only = ON");
    }
    return connection;
  }

  private static void prepare(Connection connection, Path file, List<String> migrations)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL"); // before the first table
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA foreign_keys = ON");
      int applied = (int) Sql.number(connection, "PRAGMA user_version");
      if (applied > migrations.size()) {
        throw new IOException(
            "%s: version %d (expected: <= %d; a newer fleet service wrote it)"
                .formatted(file, applied, migrations.size()));
      }
      for (int next = applied; next < migrations.size(); next++) {
        LOG.info("{}: applying {}", file, migrations.get(next));
        statement.execute("BEGIN IMMEDIATE");
        statement.executeUpdate(script(migrations.get(next)));
        statement.execute("PRAGMA user_version = " + (next + 1));
        statement.execute("COMMIT");
      }
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream in = Database.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("resource missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void release(FileChannel lockFile, @Nullable Connection connection)
      throws IOException {
    try (lockFile) {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.info("database: closing after a failed start: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    try (lockFile) {
      readers.close();
      writer.close();
    }
  }
}
