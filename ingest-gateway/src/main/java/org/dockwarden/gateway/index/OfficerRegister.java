package org.dockwarden.gateway.index;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.assignment.AttributionJson;
import org.dockwarden.evidence.assignment.CardSalt;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.signing.SignedDocument;

/**
 * Officers and attributions, for an operator's command: on a connection of its own, while a gateway
 * may be running on the same index. Writes the tables of the directory only.
 */
public final class OfficerRegister implements AutoCloseable {
  private final Connection connection;
  private final InstantSource clock;

  private OfficerRegister(Connection connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Opens the register of an index that a gateway of this version has used. */
  public static OfficerRegister open(Path file, InstantSource clock) throws IOException {
    return new OfficerRegister(SqliteIndex.beside(file), clock);
  }

  /** What an import changed. */
  public record Changes(int joined, int changed, int left, int unchanged) {}

  /** The salt of the directory's cards; a fresh one before the first import. */
  public CardSalt salt(RandomGenerator random) throws IOException {
    try {
      return OfficerRows.salt(connection).orElseGet(() -> CardSalt.generate(random));
    } catch (SQLException e) {
      throw SqliteFailure.of(e);
    }
  }

  /**
   * Makes these the present officers, all at once or not at all; durable when this returns. Whoever
   * is not among them has left, and stays in the history.
   *
   * @param salt the salt that their cards were digested with
   */
  public Changes replace(List<Officer> officers, CardSalt salt) throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        Changes changes = replaceInTransaction(officers, salt);
        statement.execute("COMMIT");
        return changes;
      } catch (SQLException | IOException | RuntimeException e) {
        SqliteWriter.rollBack(statement, e);
        throw e;
      }
    } catch (SQLException e) {
      throw SqliteFailure.of(e);
    }
  }

  private Changes replaceInTransaction(List<Officer> officers, CardSalt salt)
      throws SQLException, IOException {
    Optional<CardSalt> known = OfficerRows.salt(connection);
    if (known.isPresent() && !known.get().equals(salt)) {
      throw new IOException("directory: another import has just begun it (expected: try again)");
    }
    // Later than the import before, so that an officer's states have different beginnings.
    long now = Math.max(clock.millis(), OfficerRows.importedAt(connection) + 1);
    Map<OfficerId, Officer> gone = new HashMap<>();
    OfficerRows.all(connection, false).forEach(it -> gone.put(it.officer(), it));
    int joined = 0;
    int changed = 0;
    int unchanged = 0;
    for (Officer officer : officers) {
      Officer before = gone.remove(officer.officer());
      if (before != null && before.isSameAs(officer)) {
        unchanged++;
        continue;
      }
      if (before == null) {
        joined++;
      } else {
        changed++;
        OfficerRows.end(connection, before, now);
      }
      OfficerRows.add(connection, officer, now);
    }
    for (Officer left : gone.values()) {
      OfficerRows.end(connection, left, now);
    }
    OfficerRows.noteImport(connection, salt, now);
    return new Changes(joined, changed, gone.size(), unchanged);
  }

  /** Officers by id; with their earlier states and those who left, if asked for. */
  public List<Officer> officers(boolean withLeavers) throws IOException {
    try {
      return OfficerRows.all(connection, withLeavers);
    } catch (SQLException e) {
      throw SqliteFailure.of(e);
    }
  }

  /** Takes one attribution. */
  public interface Taker {
    void take(Attribution attribution, Optional<String> bag);
  }

  /**
   * Attributions by recording and number, with the name under which the recording was handed over.
   *
   * @param all also those that a later one has replaced
   */
  public void attributions(Optional<CameraId> camera, boolean all, Taker taker) throws IOException {
    String sql =
        "SELECT d.document, d.signature, v.name FROM attributions d"
            + " JOIN attributed a ON a.recording = d.recording"
            + " LEFT JOIN deliveries v ON v.recording = d.recording"
            + " WHERE (? = '' OR a.camera = ?)"
            + (all ? "" : " AND d.number = a.number")
            + " ORDER BY a.camera, a.recorded_at, d.recording, d.number";
    record Row(SignedDocument paper, Optional<String> bag) {}
    String wanted = camera.map(CameraId::toString).orElse("");
    try {
      List<Row> rows =
          Sql.list(
              connection,
              sql,
              row -> new Row(SqliteAttributions.signed(row, 1), Sql.text(row, "name")),
              wanted,
              wanted);
      for (Row row : rows) {
        taker.take(AttributionJson.decode(row.paper().document()), row.bag());
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
