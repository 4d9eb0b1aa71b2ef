package org.dockwarden.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.signing.SignedDocument;

/**
 * Assignment events until the gateway has them, and how each camera stood after its last one.
 * What was acknowledged goes: a stolen dock is not to tell who had which camera when.
 */
public final class AssignmentJournal {
  private final Transactions transactions;

  public AssignmentJournal(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Makes the event with its number, and signs it. */
  public interface Maker {
    Made make(UUID series, long sequence) throws IOException;
  }

  /** An event and its signed form. */
  public record Made(Assignment assignment, SignedDocument paper) {}

  /** An event that waits. */
  public record Waiting(long sequence, SignedDocument paper) {}

  /**
   * How a camera stood after its last event here.
   *
   * @param officer who took it, while it is out
   * @param issuedAt when it was last issued here
   */
  public record Standing(
      CameraId camera,
      AssignmentEvent event,
      Optional<OfficerId> officer,
      Instant at,
      Optional<Instant> issuedAt) {}

  /** Appends an event under the next number; durable when this returns. */
  public Assignment append(Maker maker) throws IOException {
    return transactions.write(
        connection -> {
          Sql.update(
              connection,
              "INSERT INTO assignment_series (only, id, last) VALUES (1, ?, 1)"
                  + " ON CONFLICT (only) DO UPDATE SET last = last + 1",
              UUID.randomUUID().toString());
          Made made =
              Sql.first(
                      connection,
                      row -> new Numbered(UUID.fromString(row.getString(1)), row.getLong(2)),
                      "SELECT id, last FROM assignment_series")
                  .orElseThrow()
                  .make(maker);
          Sql.update(
              connection,
              "INSERT INTO assignment (sequence, document, signature) VALUES (?, ?, ?)",
              made.assignment().sequence(),
              made.paper().document(),
              made.paper().signature());
          stand(connection, made.assignment());
          return made.assignment();
        });
  }

  private record Numbered(UUID series, long sequence) {
    Made make(Maker maker) throws IOException {
      return maker.make(series, sequence);
    }
  }

  private static void stand(Connection connection, Assignment assignment) throws SQLException {
    Long issuedAt =
        assignment.event() == AssignmentEvent.ISSUED ? assignment.at().toEpochMilli() : null;
    Sql.update(
        connection,
        "INSERT INTO camera_standing (camera, event, officer, at_millis, issued_at_millis)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (camera) DO UPDATE SET event = excluded.event,"
            + " officer = excluded.officer, at_millis = excluded.at_millis,"
            + " issued_at_millis = coalesce(excluded.issued_at_millis, issued_at_millis)",
        assignment.camera().toString(),
        assignment.event().text(),
        assignment.officer().map(OfficerId::text).orElse(null),
        assignment.at().toEpochMilli(),
        issuedAt);
  }

  /** The first event that waits to be acknowledged. */
  public Optional<Waiting> next() throws IOException {
    return transactions.read(
        connection ->
            Sql.first(
                connection,
                row ->
                    new Waiting(
                        row.getLong(1), new SignedDocument(row.getBytes(2), row.getBytes(3))),
                "SELECT sequence, document, signature FROM assignment WHERE error IS NULL"
                    + " ORDER BY sequence LIMIT 1"));
  }

  /** The gateway has it: it goes. */
  public void acknowledged(long sequence) throws IOException {
    transactions.write(
        connection ->
            Sql.update(connection, "DELETE FROM assignment WHERE sequence = ?", sequence));
  }

  /** The gateway will never take it: it stays, and shows. */
  public void refused(long sequence, ErrorCode error) throws IOException {
    transactions.write(
        connection ->
            Sql.update(
                connection,
                "UPDATE assignment SET error = ? WHERE sequence = ?",
                error.code(),
                sequence));
  }

  /** Lets what was refused be tried again: the gateway may have been too old for it. */
  public void tryRefusedAgain() throws IOException {
    transactions.write(
        connection ->
            Sql.update(connection, "UPDATE assignment SET error = NULL WHERE error IS NOT NULL"));
  }

  /** How many wait, and how many were refused. */
  public record Counts(long waiting, long refused) {}

  public Counts counts() throws IOException {
    return transactions.read(
        connection ->
            new Counts(
                Sql.number(connection, "SELECT count(*) FROM assignment WHERE error IS NULL"),
                Sql.number(connection, "SELECT count(*) FROM assignment WHERE error IS NOT NULL")));
  }

  /** How every camera stood that this dock has seen. */
  public List<Standing> standings() throws IOException {
    return transactions.read(
        connection ->
            Sql.list(
                connection,
                AssignmentJournal::standing,
                "SELECT camera, event, officer, at_millis, issued_at_millis FROM camera_standing"));
  }

  private static Standing standing(ResultSet row) throws SQLException {
    long issuedAt = row.getLong("issued_at_millis");
    Optional<Instant> issued =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(issuedAt));
    String event = row.getString("event");
    return new Standing(
        CameraId.parse(row.getString("camera")),
        List.of(AssignmentEvent.values()).stream()
            .filter(it -> it.text().equals(event))
            .findFirst()
            .orElseThrow(() -> new SQLException("event: " + event)),
        Sql.optionalText(row, "officer").map(OfficerId::new),
        Instant.ofEpochMilli(row.getLong("at_millis")),
        issued);
  }
}
