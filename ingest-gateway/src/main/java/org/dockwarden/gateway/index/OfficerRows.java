package org.dockwarden.gateway.index;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.assignment.CardSalt;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.wire.OfficerDirectory;

/** The statements on the directory of officers. */
final class OfficerRows {
  private OfficerRows() {}

  static Optional<CardSalt> salt(Connection db) throws SQLException {
    return Sql.first(db, "SELECT salt FROM directory", row -> new CardSalt(row.getString(1)));
  }

  static List<OfficerDirectory.Officer> forDocks(Connection db) throws SQLException {
    return Sql.list(
        db,
        "SELECT officer, card, personal FROM officers WHERE until IS NULL ORDER BY officer",
        row ->
            new OfficerDirectory.Officer(
                new OfficerId(row.getString("officer")),
                Sql.text(row, "card").map(Digest::new),
                Sql.text(row, "personal").map(CameraId::parse)));
  }

  static List<Officer> all(Connection db, boolean withLeavers) throws SQLException {
    return Sql.list(
        db,
        "SELECT * FROM officers"
            + (withLeavers ? "" : " WHERE until IS NULL")
            + " ORDER BY officer, since",
        OfficerRows::row);
  }

  static void end(Connection tx, Officer officer, long nowMillis) throws SQLException {
    Sql.update(
        tx,
        "UPDATE officers SET until = ? WHERE officer = ? AND until IS NULL",
        nowMillis,
        officer.officer().text());
  }

  static void add(Connection tx, Officer officer, long nowMillis) throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO officers (officer, since, name, force, card, personal)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        officer.officer().text(),
        nowMillis,
        officer.name(),
        officer.force(),
        officer.card().map(Digest::hex).orElse(null),
        officer.personal().map(CameraId::toString).orElse(null));
  }

  static void noteImport(Connection tx, CardSalt salt, long nowMillis) throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO directory (only, salt, imported_at) VALUES (1, ?, ?)"
            + " ON CONFLICT (only) DO UPDATE SET imported_at = excluded.imported_at",
        salt.hex(),
        nowMillis);
  }

  static long importedAt(Connection db) throws SQLException {
    return Sql.number(db, "SELECT imported_at FROM directory");
  }

  private static Officer row(ResultSet row) throws SQLException {
    long until = row.getLong("until");
    Optional<Instant> left =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
    return new Officer(
        new OfficerId(row.getString("officer")),
        row.getString("name"),
        row.getString("force"),
        Sql.text(row, "card").map(Digest::new),
        Sql.text(row, "personal").map(CameraId::parse),
        Instant.ofEpochMilli(row.getLong("since")),
        left);
  }
}
