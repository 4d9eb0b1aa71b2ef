package org.dockwarden.fleet.alerting.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.dockwarden.fleet.alert.Acknowledgement;
import org.dockwarden.fleet.alert.Alert;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Severity;
import org.dockwarden.fleet.alert.Silence;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.alerting.AlertStore.Past;

/** Alerts, their steps and silences as rows. */
final class AlertRows {
  private static final String COLUMNS =
      "id, kind, severity, site, dock, bay, camera, since, opened_at, closed_at, value, detail,"
          + " docks, site_docks, flapping, folded_into, acknowledged_by, acknowledged_at,"
          + " acknowledged_note, told, events";

  private AlertRows() {}

  static void put(Connection tx, Alert alert) throws SQLException {
    Subject subject = alert.subject();
    Optional<Acknowledgement> said = alert.acknowledgement();
    Sql.update(
        tx,
        "INSERT OR REPLACE INTO alerts ("
            + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        alert.id(),
        alert.kind().text(),
        alert.severity().text(),
        subject.group().orElse(null),
        subject.dock().orElse(null),
        subject.bay().orElse(null),
        subject.camera().orElse(null),
        alert.since().toEpochMilli(),
        alert.openedAt().toEpochMilli(),
        Sql.millis(alert.closedAt()),
        alert.value(),
        alert.detail(),
        alert.docks(),
        alert.siteDocks(),
        alert.flapping() ? 1 : 0,
        alert.foldedInto().orElse(null),
        said.map(Acknowledgement::who).orElse(null),
        Sql.millis(said.map(Acknowledgement::at)),
        said.map(Acknowledgement::note).orElse(null),
        alert.told().map(Severity::text).orElse(null),
        alert.events());
  }

  static Alert alert(ResultSet row) throws SQLException, IOException {
    return new Alert(
        row.getString("id"),
        known(AlertKind.of(row.getString("kind")), row, "kind"),
        subject(row),
        known(Severity.of(row.getString("severity")), row, "severity"),
        Sql.instant(row, "since"),
        Sql.instant(row, "opened_at"),
        Sql.optionalInstant(row, "closed_at"),
        row.getDouble("value"),
        row.getString("detail"),
        row.getInt("docks"),
        row.getInt("site_docks"),
        row.getInt("flapping") == 1,
        Sql.text(row, "folded_into"),
        said(row, "acknowledged"),
        Sql.text(row, "told").flatMap(Severity::of),
        row.getInt("events"));
  }

  private static Subject subject(ResultSet row) throws SQLException {
    return new Subject(
        Sql.text(row, "site"),
        Sql.text(row, "dock"),
        Sql.text(row, "bay"),
        Sql.text(row, "camera"));
  }

  private static Optional<Acknowledgement> said(ResultSet row, String what) throws SQLException {
    Optional<String> who = Sql.text(row, what + "_by");
    return who.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Acknowledgement(
                who.get(), Sql.instant(row, what + "_at"), row.getString(what + "_note")));
  }

  static void add(Connection tx, AlertEvent event) throws SQLException {
    Sql.update(
        tx,
        "INSERT OR IGNORE INTO alert_events (id, alert, number, step, at, severity, told, note)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        event.id(),
        event.alert().id(),
        event.alert().events(),
        event.step().text(),
        event.at().toEpochMilli(),
        event.alert().severity().text(),
        event.told() ? 1 : 0,
        event.note());
  }

  static Past past(ResultSet row) throws SQLException, IOException {
    return new Past(
        row.getString("id"),
        known(AlertEvent.Step.of(row.getString("step")), row, "step"),
        Sql.instant(row, "at"),
        known(Severity.of(row.getString("severity")), row, "severity"),
        row.getInt("told") == 1,
        row.getString("note"));
  }

  static void put(Connection tx, Silence silence) throws SQLException {
    Subject scope = silence.scope();
    Optional<Acknowledgement> lifted = silence.lifted();
    Sql.update(
        tx,
        "INSERT OR REPLACE INTO silences (id, kind, site, dock, bay, camera, begins, ends, reason,"
            + " who, lifted_by, lifted_at, lifted_note)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        silence.id(),
        silence.kind().map(AlertKind::text).orElse(null),
        scope.group().orElse(null),
        scope.dock().orElse(null),
        scope.bay().orElse(null),
        scope.camera().orElse(null),
        silence.from().toEpochMilli(),
        silence.until().toEpochMilli(),
        silence.reason(),
        silence.who(),
        lifted.map(Acknowledgement::who).orElse(null),
        Sql.millis(lifted.map(Acknowledgement::at)),
        lifted.map(Acknowledgement::note).orElse(null));
  }

  static Silence silence(ResultSet row) throws SQLException {
    return new Silence(
        row.getString("id"),
        Sql.text(row, "kind").flatMap(AlertKind::of),
        subject(row),
        Sql.instant(row, "begins"),
        Sql.instant(row, "ends"),
        row.getString("reason"),
        row.getString("who"),
        said(row, "lifted"));
  }

  private static <T> T known(Optional<T> value, ResultSet row, String column)
      throws SQLException, IOException {
    if (value.isEmpty()) {
      throw new IOException(
          "%s: %s (expected: a %s that this version knows)"
              .formatted(row.getString("id"), row.getString(column), column));
    }
    return value.get();
  }
}
