package org.dockwarden.gateway.index;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.assignment.CardSalt;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.Holdings;
import org.dockwarden.evidence.wire.OfficerDirectory;

/** The tables of {@code 0004-attribution.sql}. */
final class SqliteAttributions implements AttributionIndex {
  private final SqliteWriter writer;
  private final SqliteReaders readers;
  private final CustodyLog log;
  private final InstantSource clock;

  SqliteAttributions(
      SqliteWriter writer, SqliteReaders readers, CustodyLog log, InstantSource clock) {
    this.writer = writer;
    this.readers = readers;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public AppendOutcome append(Assignment assignment, SignedDocument paper) throws IOException {
    return writer.write(
        tx -> {
          Optional<String> before =
              Sql.first(
                  tx,
                  "SELECT document_sha256 FROM assignments"
                      + " WHERE dock = ? AND series = ? AND sequence = ?",
                  row -> row.getString(1),
                  assignment.dock().text(),
                  assignment.series().toString(),
                  assignment.sequence());
          if (before.isPresent()) {
            return before.get().equals(paper.digest().hex())
                ? new AppendOutcome.Repeated()
                : new AppendOutcome.Conflict();
          }
          insert(tx, assignment, paper);
          AttributionRows.stand(tx, assignment);
          AttributionRows.makeDue(tx, assignment);
          return new AppendOutcome.Appended(AttributionRows.count(tx, assignment));
        });
  }

  private void insert(Connection tx, Assignment assignment, SignedDocument paper)
      throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO assignments (dock, series, sequence, camera, at, document, signature,"
            + " document_sha256, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        assignment.dock().text(),
        assignment.series().toString(),
        assignment.sequence(),
        assignment.camera().toString(),
        assignment.at().toEpochMilli(),
        paper.document(),
        paper.signature(),
        paper.digest().hex(),
        clock.millis());
  }

  @Override
  public List<RecordingId> due(int limit) throws IOException {
    return readers.read(
        db ->
            Sql.list(
                db,
                "SELECT recording FROM attributed WHERE due > 0 LIMIT ?",
                row -> new RecordingId(row.getString(1)),
                limit));
  }

  @Override
  public Optional<Standing> standing(RecordingId recording) throws IOException {
    return readers.read(
        db ->
            Sql.first(
                db,
                "SELECT a.due, d.document, d.signature FROM attributed a LEFT JOIN attributions d"
                    + " ON d.recording = a.recording AND d.number = a.number"
                    + " WHERE a.recording = ?",
                row ->
                    new Standing(
                        row.getLong(1),
                        row.getBytes(2) == null ? Optional.empty() : Optional.of(signed(row, 2))),
                recording.hex()));
  }

  @Override
  public List<SignedDocument> events(CameraId camera, Instant from, Instant to, int limit)
      throws IOException {
    return readers.read(
        db -> {
          List<SignedDocument> events =
              new ArrayList<>(some(db, "at <= ?", "DESC", 2, camera, from.toEpochMilli()));
          Collections.reverse(events);
          events.addAll(
              some(
                  db,
                  "at > ? AND at <= ?",
                  "ASC",
                  limit,
                  camera,
                  from.toEpochMilli(),
                  to.toEpochMilli()));
          events.addAll(some(db, "at > ?", "ASC", 1, camera, to.toEpochMilli()));
          return events.size() > limit ? events.subList(0, limit) : events;
        });
  }

  private static List<SignedDocument> some(
      Connection db, String which, String direction, int limit, CameraId camera, Object... times)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(camera.toString());
    values.addAll(List.of(times));
    values.add(limit);
    return Sql.list(
        db,
        "SELECT document, signature FROM assignments WHERE camera = ? AND "
            + which
            + " ORDER BY at %1$s, dock %1$s, series %1$s, sequence %1$s LIMIT ?"
                .formatted(direction),
        row -> signed(row, 1),
        values.toArray());
  }

  @Override
  public void attribute(Attribution attribution, SignedDocument paper, Duration window, long due)
      throws IOException {
    String recording = attribution.recording().hex();
    writer.write(
        tx -> {
          long number =
              Sql.number(tx, "SELECT number FROM attributed WHERE recording = ?", recording);
          if (number + 1 != attribution.number()) {
            return false; // Somebody else has judged it meanwhile; it is still due if need be.
          }
          Sql.update(
              tx,
              "INSERT INTO attributions (recording, number, document, signature)"
                  + " VALUES (?, ?, ?, ?)",
              recording,
              attribution.number(),
              paper.document(),
              paper.signature());
          Sql.update(
              tx,
              "UPDATE attributed SET number = ?, recorded_at = ?, window_millis = ?,"
                  + " due = due - ? WHERE recording = ?",
              attribution.number(),
              attribution.recordedAt().map(Instant::toEpochMilli).orElse(null),
              window.toMillis(),
              due,
              recording);
          log.append(
              tx, attribution.recording(), CustodyEvent.ATTRIBUTED, facts(attribution, paper));
          return true;
        });
  }

  /** */
  private static Map<String, String> facts(Attribution attribution, SignedDocument paper) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("attribution", paper.digest().hex());
    facts.put("basis", attribution.basis().text());
    attribution.officer().ifPresent(officer -> facts.put("officer", officer.text()));
    return facts;
  }

  @Override
  public void unchanged(RecordingId recording, long due) throws IOException {
    writer.write(
        tx ->
            Sql.update(
                tx,
                "UPDATE attributed SET due = max(0, due - ?) WHERE recording = ?",
                due,
                recording.hex()));
  }

  @Override
  public Optional<SignedDocument> event(Attribution.Event event) throws IOException {
    return readers.read(
        db ->
            Sql.first(
                db,
                "SELECT document, signature FROM assignments"
                    + " WHERE dock = ? AND series = ? AND sequence = ?",
                row -> signed(row, 1),
                event.dock().text(),
                event.series().toString(),
                event.sequence()));
  }

  @Override
  public Holdings holdings() throws IOException {
    return readers.read(
        db ->
            new Holdings(
                Sql.list(
                    db,
                    "SELECT camera, officer FROM camera_standing WHERE event = 'issued'"
                        + " ORDER BY camera LIMIT ?",
                    row ->
                        new Holdings.Held(
                            CameraId.parse(row.getString(1)), new OfficerId(row.getString(2))),
                    Holdings.MAX_CAMERAS),
                Sql.list(
                    db,
                    "SELECT camera FROM camera_standing WHERE event = 'lost'"
                        + " ORDER BY camera LIMIT ?",
                    row -> CameraId.parse(row.getString(1)),
                    Holdings.MAX_CAMERAS)));
  }

  @Override
  public Optional<OfficerDirectory> directory() throws IOException {
    return readers.read(
        db -> {
          Optional<CardSalt> salt = OfficerRows.salt(db);
          return salt.isPresent()
              ? Optional.of(new OfficerDirectory(salt.get(), OfficerRows.forDocks(db)))
              : Optional.empty();
        });
  }

  static SignedDocument signed(ResultSet row, int column) throws SQLException {
    return new SignedDocument(row.getBytes(column), row.getBytes(column + 1));
  }
}
