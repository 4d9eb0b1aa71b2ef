package org.dockwarden.fleet.sqlite;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes a database. Changes wait in a bounded queue; up to {@value #MAX_GROUP}
 * of them share one transaction and one fsync, each in its own savepoint, so that one that fails
 * takes no other with it. A caller returns when its change is durable.
 */
final class SqliteWriter implements AutoCloseable {
  /** Above this a larger group gains nothing measurable. */
  private static final int MAX_GROUP = 64;

  /** Callers wait when this many changes wait before them. */
  private static final int MAX_QUEUED = 1024;

  private static final long STOP_SECONDS = 10;

  /** A change of the database. */
  interface Change<T> {
    T apply(Connection connection) throws SQLException, IOException;
  }

  private static final class Pending<T> {
    private final Change<T> change;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private Outcome<T> outcome = new Outcome.Undone<>();

    Pending(Change<T> change) {
      this.change = change;
    }

    void apply(Connection connection, Statement statement) throws SQLException {
      statement.execute("SAVEPOINT change");
      try {
        outcome = new Outcome.Applied<>(change.apply(connection));
      } catch (SQLException | IOException | RuntimeException e) {
        outcome = new Outcome.Failed<>(e);
        undo(statement, e);
      }
      statement.execute("RELEASE change");
    }

    /** A full disk rolls all back by itself (sqlite.org/lang_transaction.html): that counts. */
    private static void undo(Statement statement, Exception cause) throws SQLException {
      try {
        statement.execute("ROLLBACK TO change");
      } catch (SQLException e) {
        throw cause instanceof SQLException sql ? sql : e;
      }
    }

    void finish() {
      switch (outcome) {
        case Outcome.Applied<T>(T value) -> done.complete(value);
        case Outcome.Failed<T>(Exception failure) -> done.completeExceptionally(failure);
        case Outcome.Undone<T> _ -> fail(new SQLException("not applied"));
      }
    }

    void fail(Exception failure) {
      done.completeExceptionally(failure);
    }
  }

  private sealed interface Outcome<T> {
    record Applied<T>(T value) implements Outcome<T> {}

    record Failed<T>(Exception failure) implements Outcome<T> {}

    record Undone<T>() implements Outcome<T> {}
  }

  private final Connection connection;
  private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final Thread thread;
  private volatile boolean stopping;

  SqliteWriter(Connection connection) {
    this.connection = connection;
    this.thread = Thread.ofPlatform().name("database-writer").start(this::run);
  }

  /** Applies a change; durable when this returns. */
  <T> T write(Change<T> change) throws IOException {
    Pending<T> pending = new Pending<>(change);
    try {
      while (!queue.offer(pending, 1, TimeUnit.SECONDS)) {
        checkRunning();
      }
      checkRunning();
      return pending.done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("database: interrupted");
    } catch (ExecutionException e) {
      throw SqliteFailure.of(e.getCause());
    }
  }

  private void checkRunning() throws IOException {
    if (stopping) {
      throw new IOException("database: closed");
    }
  }

  private void run() {
    try {
      while (!stopping || !queue.isEmpty()) {
        List<Pending<?>> group = nextGroup();
        if (!group.isEmpty()) {
          commit(group);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopping = true;
    List<Pending<?>> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(pending -> pending.fail(new SQLException("database: closed")));
  }

  private List<Pending<?>> nextGroup() throws InterruptedException {
    List<Pending<?>> group = new ArrayList<>();
    Pending<?> first = queue.poll(100, TimeUnit.MILLISECONDS);
    if (first != null) {
      group.add(first);
      queue.drainTo(group, MAX_GROUP - 1);
    }
    return group;
  }

  private void commit(List<Pending<?>> group) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        for (Pending<?> pending : group) {
          pending.apply(connection, statement);
        }
        statement.execute("COMMIT");
      } catch (SQLException | RuntimeException e) {
        rollBack(statement, e);
        throw e;
      }
      group.forEach(Pending::finish);
    } catch (SQLException | RuntimeException e) {
      group.forEach(pending -> pending.fail(e));
    }
  }

  static void rollBack(Statement statement, Exception cause) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e); // SQLite may have rolled back by itself already.
    }
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    try {
      if (!thread.join(Duration.ofSeconds(STOP_SECONDS))) {
        throw new IOException("database: writer did not stop");
      }
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("database: interrupted");
    } catch (SQLException e) {
      throw SqliteFailure.of(e);
    }
  }
}
