package org.dockwarden.fleet.alerting.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.fleet.alert.Alert;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.Changes;
import org.dockwarden.fleet.alert.Silence;
import org.dockwarden.fleet.alerting.AlertStore;
import org.dockwarden.fleet.notify.EventJson;
import org.dockwarden.fleet.notify.Outbox;

/** The alert store in an SQLite file, and the outbox beside it. */
public final class SqliteAlertStore implements AlertStore {
  /** Most notices that wait for one destination; the oldest make room, and are counted. */
  static final int MAX_WAITING = 20_000;

  /** Most closed alerts that are remembered, however long they may be. */
  static final int MAX_CLOSED = 200_000;

  /** Rows that one pruning removes at the most, so that it ends soon. */
  private static final int PORTION = 2_000;

  private final AlertFile file;
  private final SqliteOutbox outbox;

  private SqliteAlertStore(AlertFile file) {
    this.file = file;
    this.outbox = new SqliteOutbox(file);
  }

  /** Opens or makes the file. */
  public static SqliteAlertStore open(Path file) throws IOException {
    return new SqliteAlertStore(AlertFile.open(file));
  }

  /** What waits to be sent. */
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public List<Alert> open() throws IOException {
    return file.read(
        db ->
            Sql.list(
                db,
                AlertRows::alert,
                "SELECT * FROM alerts WHERE closed_at IS NULL ORDER BY opened_at, id"));
  }

  @Override
  public List<Silence> silences(Instant now) throws IOException {
    return file.read(
        db ->
            Sql.list(
                db,
                AlertRows::silence,
                "SELECT * FROM silences WHERE ends > ? AND lifted_at IS NULL ORDER BY begins, id",
                now.toEpochMilli()));
  }

  @Override
  public void commit(Changes changes, List<Telling> tellings) throws IOException {
    file.write(
        tx -> {
          for (Alert alert : changes.alerts()) {
            AlertRows.put(tx, alert);
          }
          for (AlertEvent event : changes.events()) {
            AlertRows.add(tx, event);
          }
          for (Silence silence : changes.silences()) {
            AlertRows.put(tx, silence);
          }
          Set<String> destinations = new HashSet<>();
          for (Telling telling : tellings) {
            destinations.add(telling.destination());
            add(tx, telling);
          }
          for (String destination : destinations) {
            makeRoom(tx, destination);
          }
          return true;
        });
  }

  private static void add(Connection tx, Telling telling) throws SQLException {
    Sql.update(
        tx,
        "INSERT OR IGNORE INTO notices (destination, event, document) VALUES (?, ?, ?)",
        telling.destination(),
        telling.event().id(),
        EventJson.write(telling.event()).toBytes());
  }

  private static void makeRoom(Connection tx, String destination) throws SQLException {
    int dropped =
        Sql.update(
            tx,
            "DELETE FROM notices WHERE destination = ? AND state = 'waiting' AND number <="
                + " (SELECT number FROM notices WHERE destination = ? AND state = 'waiting'"
                + " ORDER BY number DESC LIMIT 1 OFFSET ?)",
            destination,
            destination,
            MAX_WAITING);
    if (dropped > 0) {
      Sql.update(
          tx, "UPDATE destinations SET dropped = dropped + ? WHERE name = ?", dropped, destination);
    }
  }

  @Override
  public List<Past> history(String alert) throws IOException {
    return file.read(
        db ->
            Sql.list(
                db,
                AlertRows::past,
                "SELECT * FROM alert_events WHERE alert = ? ORDER BY number",
                alert));
  }

  @Override
  public List<Alert> closed(Instant before, int limit) throws IOException {
    return file.read(
        db ->
            Sql.list(
                db,
                AlertRows::alert,
                "SELECT * FROM alerts WHERE closed_at < ? ORDER BY closed_at DESC, id LIMIT ?",
                before.toEpochMilli(),
                limit));
  }

  @Override
  public void prune(Instant endedBefore, Instant sentBefore) throws IOException {
    long before = endedBefore.toEpochMilli();
    file.write(
        tx -> {
          List<String> old =
              Sql.list(
                  tx,
                  row -> row.getString(1),
                  "SELECT id FROM alerts WHERE closed_at < max(?, coalesce((SELECT closed_at FROM"
                      + " alerts WHERE closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT 1"
                      + " OFFSET ?), 0)) ORDER BY closed_at LIMIT ?",
                  before,
                  MAX_CLOSED,
                  PORTION);
          for (String id : old) {
            Sql.update(tx, "DELETE FROM alert_events WHERE alert = ?", id);
            Sql.update(tx, "DELETE FROM alerts WHERE id = ?", id);
          }
          Sql.update(
              tx,
              "DELETE FROM notices WHERE number IN (SELECT number FROM notices WHERE state <>"
                  + " 'waiting' AND ended_at < ? LIMIT ?)",
              sentBefore.toEpochMilli(),
              PORTION);
          return Sql.update(tx, "DELETE FROM silences WHERE ends < ?", before);
        });
  }

  @Override
  public void destinations(List<Place> places) throws IOException {
    file.write(
        tx -> {
          Set<String> gone =
              new HashSet<>(Sql.list(tx, row -> row.getString(1), "SELECT name FROM destinations"));
          for (Place place : places) {
            gone.remove(place.name());
            Sql.update(
                tx,
                "INSERT INTO destinations (name, address) VALUES (?, ?) ON CONFLICT (name) DO"
                    + " UPDATE SET address = excluded.address, disabled_at = NULL,"
                    + " disabled_why = NULL WHERE address <> excluded.address",
                place.name(),
                digest(place.address()));
          }
          for (String name : gone) {
            Sql.update(tx, "DELETE FROM notices WHERE destination = ?", name);
            Sql.update(tx, "DELETE FROM destinations WHERE name = ?", name);
          }
          return true;
        });
  }

  private static String digest(String address) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 (expected: in every Java platform)", e);
    }
  }

  @Override
  public void enable(String destination) throws IOException {
    file.write(
        tx ->
            Sql.update(
                tx,
                "UPDATE destinations SET disabled_at = NULL, disabled_why = NULL WHERE name = ?",
                destination));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Why a destination is disabled, if it is. */
  static Optional<String> disabled(Connection db, String destination)
      throws SQLException, IOException {
    return Sql.list(
            db,
            row -> Sql.text(row, "disabled_why").orElse(""),
            "SELECT disabled_why FROM destinations WHERE name = ? AND disabled_at IS NOT NULL",
            destination)
        .stream()
        .findFirst();
  }
}
