package org.dockwarden.gateway.index;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.dockwarden.gateway.upload.UploadId;

/**
 * What is kept apart, for an operator's command: on a connection of its own, while a gateway may be
 * running on the same index.
 *
 * <p>It is the one writer beside {@link SqliteWriter}. Both take the database's write lock with
 * {@code BEGIN IMMEDIATE} before they read the end of the custody log, and neither remembers it
 * from one transaction to the next: the chain cannot fork. Who may write the file may acknowledge.
 */
public final class QuarantineRegister implements AutoCloseable {
  private final Connection connection;
  private final CustodyLog log;
  private final InstantSource clock;

  private QuarantineRegister(Connection connection, CustodyLog log, InstantSource clock) {
    this.connection = connection;
    this.log = log;
    this.clock = clock;
  }

  /** Opens the register of an index that a gateway of this version has used. */
  public static QuarantineRegister open(Path file, String gateway, InstantSource clock)
      throws IOException {
    Connection connection = SqliteIndex.beside(file);
    return new QuarantineRegister(connection, new CustodyLog(gateway, clock), clock);
  }

  /** Everything that is kept apart, earliest first. */
  public List<Quarantined> entries() throws IOException {
    try {
      return QuarantineRows.all(connection);
    } catch (SQLException e) {
      throw SqliteFailure.of(e);
    }
  }

  /**
   * Takes note of one (C-6); durable when this returns. Answers how it stood before: one that was
   * acknowledged already stays as it is.
   */
  public Optional<Quarantined> acknowledge(UploadId upload, String by, String reason)
      throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        Optional<Quarantined> before = QuarantineRows.find(connection, upload);
        if (before.isPresent()) {
          QuarantineRows.acknowledge(connection, log, before.get(), clock.instant(), by, reason);
        }
        statement.execute("COMMIT");
        return before;
      } catch (SQLException | IOException | RuntimeException e) {
        SqliteWriter.rollBack(statement, e);
        throw e;
      }
    } catch (SQLException e) {
      throw SqliteFailure.of(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw SqliteFailure.of(e);
    }
  }
}
