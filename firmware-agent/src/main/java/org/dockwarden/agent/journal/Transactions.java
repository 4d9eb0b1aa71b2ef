package org.dockwarden.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** The journal's storage as a port: whole transactions, each all or nothing. Thread-safe. */
public interface Transactions {
  /**
   * Does the work in a transaction. When this returns, its effect is on stable storage; when it
   * throws, the work had no effect (or, after a crash of the disk itself, an unknown one).
   */
  <T> T write(Work<T> work) throws IOException;

  /** Does the work on a snapshot; it must only read. */
  <T> T read(Work<T> work) throws IOException;

  /**
   * How many transactions have ended, at the least: as long as it is the same, so is the journal. A
   * {@link #write} that has returned is counted.
   */
  long writes();

  /** What is done inside a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException, IOException;
  }
}
