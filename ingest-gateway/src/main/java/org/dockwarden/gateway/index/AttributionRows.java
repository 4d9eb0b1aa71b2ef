package org.dockwarden.gateway.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.identity.RecordingId;

/** What follows from an assignment event, within the transaction that takes it. */
final class AttributionRows {
  private AttributionRows() {}

  /** A recording was verified: it is to be attributed. */
  static void add(Connection tx, RecordingId recording, String camera) throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO attributed (recording, camera) VALUES (?, ?) ON CONFLICT DO NOTHING",
        recording.hex(),
        camera);
  }

  /** The camera of a recording. */
  static String cameraOf(Connection tx, RecordingId recording) throws SQLException {
    return Sql.first(
            tx,
            "SELECT camera FROM recordings WHERE id = ?",
            row -> row.getString(1),
            recording.hex())
        .orElseThrow(() -> new SQLException("recording " + recording + ": unknown"));
  }

  /** The camera stands as its latest event says, whenever that arrives. */
  static void stand(Connection tx, Assignment assignment) throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO camera_standing (camera, at, event, officer, dock) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (camera) DO UPDATE SET at = excluded.at, event = excluded.event,"
            + " officer = excluded.officer, dock = excluded.dock WHERE excluded.at >= at",
        assignment.camera().toString(),
        assignment.at().toEpochMilli(),
        assignment.event().text(),
        assignment.officer().map(OfficerId::text).orElse(null),
        assignment.dock().text());
  }

  /**
   * the event may change how the camera stood from the event before it to the second one
   * after it, for each depends on its neighbours.
   */
  static void makeDue(Connection tx, Assignment assignment) throws SQLException {
    String camera = assignment.camera().toString();
    long at = assignment.at().toEpochMilli();
    List<Long> before =
        Sql.list(
            tx,
            "SELECT at FROM assignments WHERE camera = ? AND at <= ?" + " ORDER BY at DESC LIMIT 2",
            row -> row.getLong(1),
            camera,
            at);
    List<Long> after =
        Sql.list(
            tx,
            "SELECT at FROM assignments WHERE camera = ? AND at > ? ORDER BY at LIMIT 2",
            row -> row.getLong(1),
            camera,
            at);
    Sql.update(
        tx,
        "UPDATE attributed SET due = due + 1 WHERE camera = ? AND (number < 0 OR"
            + " (recorded_at + window_millis >= ? AND recorded_at - window_millis <= ?))",
        camera,
        before.size() < 2 ? Long.MIN_VALUE : before.getLast(), // The first of them is itself.
        after.size() < 2 ? Long.MAX_VALUE : after.getLast());
  }

  /** Counts the event in its series; returns how many numbers below the last are missing. */
  static long count(Connection tx, Assignment assignment) throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO assignment_series (dock, series, last, events) VALUES (?, ?, ?, 1)"
            + " ON CONFLICT (dock, series) DO UPDATE SET last = max(last, excluded.last),"
            + " events = events + 1",
        assignment.dock().text(),
        assignment.series().toString(),
        assignment.sequence());
    return Sql.number(
        tx,
        "SELECT last - events FROM assignment_series WHERE dock = ? AND series = ?",
        assignment.dock().text(),
        assignment.series().toString());
  }
}
