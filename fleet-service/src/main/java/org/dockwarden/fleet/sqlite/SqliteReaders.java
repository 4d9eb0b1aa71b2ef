package org.dockwarden.fleet.sqlite;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A few connections that only read; each sees the last committed state. */
final class SqliteReaders implements AutoCloseable {
  private static final int CONNECTIONS = 4;

  /** A question to the database. */
  interface Query<T> {
    T ask(Connection connection) throws SQLException, IOException;
  }

  /** Opens one connection. */
  interface Opener {
    Connection open() throws SQLException;
  }

  private final BlockingQueue<Connection> free = new ArrayBlockingQueue<>(CONNECTIONS);

  SqliteReaders(Opener opener) throws SQLException {
    for (int i = 0; i < CONNECTIONS; i++) {
      free.add(opener.open());
    }
  }

  <T> T read(Query<T> query) throws IOException {
    Connection connection = take();
    try {
      return query.ask(connection);
    } catch (SQLException e) {
      throw SqliteFailure.of(e);
    } finally {
      free.add(connection);
    }
  }

  private Connection take() throws InterruptedIOException {
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("database: interrupted");
    }
  }

  @Override
  public void close() throws IOException {
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      all.add(take());
    }
    try {
      for (Connection connection : all) {
        connection.close();
      }
    } catch (SQLException e) {
      throw SqliteFailure.of(e);
    }
  }
}
