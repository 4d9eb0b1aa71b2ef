package org.dockwarden.agent.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * The journal in one SQLite file: WAL, synchronous FULL, so that a commit is on stable storage. One
 * thread writes; it takes what has queued up (at most {@value #GROUP}) into one BEGIN IMMEDIATE,
 * each piece of work under a savepoint of its own, and answers all after the one commit.
 */
public final class SqliteJournal implements Transactions, AutoCloseable {
  private static final int GROUP = 64;
  private static final int QUEUE = 256;
  private static final long STOP_POLL_MILLIS = 100;
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /** An extended result code's primary one is its lowest byte (sqlite.org/rescode.html). */
  private static final int PRIMARY_CODE = 0xff;

  private final Connection writing;
  private final Connection reading;
  private final ReentrantLock readLock = new ReentrantLock();
  private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong writes = new AtomicLong();
  private final Thread writer;
  private volatile boolean closing;

  private SqliteJournal(Connection writing, Connection reading) {
    this.writing = writing;
    this.reading = reading;
    this.writer = Thread.ofPlatform().name("journal-writer").start(this::writeUntilClosed);
  }

  /**
   * Opens or creates the journal and brings its schema up to date.
   *
   * @throws EvidenceException JOURNAL_CORRUPT when the file is not a sound database; JOURNAL_FAILED
   *     when it cannot be opened, which says nothing of what is in it
   */
  public static SqliteJournal open(Path file) throws IOException {
    Connection writing = null;
    try {
      writing = connect(file);
      check(writing);
      Migrations.run(writing);
      Connection reading = connect(file);
      return new SqliteJournal(writing, reading);
    } catch (SQLException e) {
      closeQuietly(writing, e);
      ErrorCode code = isCorrupt(e) ? ErrorCode.JOURNAL_CORRUPT : ErrorCode.JOURNAL_FAILED;
      throw new EvidenceException(code, file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      closeQuietly(writing, e);
      throw e;
    }
  }

  private static Connection connect(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
      statement.execute("PRAGMA cache_size = -2048");
    } catch (SQLException e) {
      closeQuietly(connection, e);
      throw e;
    }
    return connection;
  }

  private static boolean isCorrupt(SQLException failure) {
    int primary = failure.getErrorCode() & PRIMARY_CODE;
    return primary == SQLiteErrorCode.SQLITE_CORRUPT.code
        || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  private static void check(Connection connection) throws SQLException {
    List<String> problems = Sql.list(connection, row -> row.getString(1), "PRAGMA quick_check(3)");
    if (!problems.equals(List.of("ok"))) {
      throw new SQLException("quick_check: " + problems, "", SQLiteErrorCode.SQLITE_CORRUPT.code);
    }
  }

  private static void closeQuietly(@Nullable Connection connection, Exception reason) {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public <T> T write(Work<T> work) throws IOException {
    Pending<T> pending = new Pending<>(work);
    try {
      while (!queue.offer(pending, STOP_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        refuseWhenClosing();
      }
      refuseWhenClosing();
      return pending.result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EvidenceException coded) {
        throw coded;
      }
      throw failed(String.valueOf(e.getCause()), e.getCause());
    }
  }

  @Override
  public <T> T read(Work<T> work) throws IOException {
    readLock.lock();
    try {
      return work.run(reading);
    } catch (SQLException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } finally {
      readLock.unlock();
    }
  }

  @Override
  public long writes() {
    return writes.get();
  }

  private void refuseWhenClosing() throws EvidenceException {
    if (closing) {
      throw failed("closed", null);
    }
  }

  private static EvidenceException failed(String message, @Nullable Throwable cause) {
    return new EvidenceException(ErrorCode.JOURNAL_FAILED, message, cause);
  }

  private void writeUntilClosed() {
    List<Pending<?>> group = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        group.add(queue.take());
        queue.drainTo(group, GROUP - 1);
        commit(group);
      } catch (InterruptedException e) {
        closing = true; // Nobody interrupts this thread but a dying process.
      } finally {
        group.clear();
      }
    }
  }

  private void commit(List<Pending<?>> group) {
    try (Statement statement = writing.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (Pending<?> pending : group) {
        pending.runUnderSavepoint(writing, statement);
      }
      statement.execute("COMMIT");
      writes.incrementAndGet(); // Before anybody is answered: who has written reads it.
      group.forEach(Pending::answer);
    } catch (SQLException e) {
      rollBack(e);
      writes.incrementAndGet(); // What a commit that failed has done is not known.
      group.forEach(pending -> pending.result.completeExceptionally(e));
    }
  }

  private void rollBack(SQLException reason) {
    try (Statement statement = writing.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      reason.addSuppressed(e); // SQLite rolled back by itself already.
    }
  }

  /** Lets what is queued finish, then closes the file. */
  @Override
  public void close() throws IOException {
    closing = true;
    try {
      // Wakes the writer; where there is no room for it, it is awake.
      queue.offer(new Pending<>(_ -> true));
      writer.join();
      reading.close();
      writing.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted while closing", e);
    } catch (SQLException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } finally {
      queue.forEach(pending -> pending.result.completeExceptionally(failed("closed", null)));
    }
  }

  /** Work that waits for the writer, and its answer. */
  private static final class Pending<T> {
    private final Work<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable Runnable answer;

    Pending(Work<T> work) {
      this.work = work;
    }

    void runUnderSavepoint(Connection connection, Statement statement) throws SQLException {
      statement.execute("SAVEPOINT work");
      try {
        T value = work.run(connection);
        answer = () -> result.complete(value);
      } catch (SQLException | IOException | RuntimeException e) {
        statement.execute("ROLLBACK TO work");
        answer = () -> result.completeExceptionally(e);
      }
      statement.execute("RELEASE work");
    }

    void answer() {
      if (answer != null) {
        answer.run();
      }
    }
  }
}
