package org.dockwarden.fleet.alerting.sqlite;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.notify.EventJson;
import org.dockwarden.fleet.notify.Notice;
import org.dockwarden.fleet.notify.Outbox;
import org.jspecify.annotations.Nullable;

/** The outbox in the file of alerts. */
final class SqliteOutbox implements Outbox {
  private final AlertFile file;

  SqliteOutbox(AlertFile file) {
    this.file = file;
  }

  @Override
  public List<Notice> due(String destination, Instant now, int limit) throws IOException {
    return file.read(
        db ->
            Sql.list(
                db,
                SqliteOutbox::notice,
                "SELECT * FROM notices WHERE destination = ? AND state = 'waiting'"
                    + " AND next_at <= ? ORDER BY number LIMIT ?",
                destination,
                now.toEpochMilli(),
                limit));
  }

  @Override
  public List<Notice> digest(String destination, String digest) throws IOException {
    return file.read(
        db ->
            Sql.list(
                db,
                SqliteOutbox::notice,
                "SELECT * FROM notices WHERE destination = ? AND state = 'waiting'"
                    + " AND digest = ? ORDER BY number",
                destination,
                digest));
  }

  private static Notice notice(ResultSet row) throws SQLException, IOException {
    return new Notice(
        row.getLong("number"),
        EventJson.read(row.getBytes("document")),
        row.getInt("attempts"),
        Sql.text(row, "digest"));
  }

  @Override
  public void bind(List<Long> notices, String digest) throws IOException {
    each(notices, "UPDATE notices SET digest = ? WHERE number = ?", digest);
  }

  @Override
  public int sentSince(String destination, Instant at) throws IOException {
    return (int)
        (long)
            file.read(
                db ->
                    Sql.number(
                        db,
                        "SELECT count(DISTINCT coalesce(digest, event)) FROM notices"
                            + " WHERE destination = ? AND ended_at > ? AND state = 'sent'",
                        destination,
                        at.toEpochMilli()));
  }

  @Override
  public void sent(List<Long> notices, Instant at) throws IOException {
    each(
        notices,
        "UPDATE notices SET state = 'sent', attempts = attempts + 1, ended_at = ?, why = NULL"
            + " WHERE number = ?",
        at.toEpochMilli());
  }

  @Override
  public void postpone(List<Long> notices, Instant next, String why) throws IOException {
    each(
        notices,
        "UPDATE notices SET attempts = attempts + 1, next_at = ?, why = ? WHERE number = ?",
        next.toEpochMilli(),
        why);
  }

  @Override
  public void giveUp(List<Long> notices, Instant at, String why) throws IOException {
    each(
        notices,
        "UPDATE notices SET state = 'given-up', attempts = attempts + 1, ended_at = ?, why = ?"
            + " WHERE number = ?",
        at.toEpochMilli(),
        why);
  }

  private void each(List<Long> notices, String sql, Object... arguments) throws IOException {
    file.write(
        tx -> {
          @Nullable Object[] all = new @Nullable Object[arguments.length + 1];
          System.arraycopy(arguments, 0, all, 0, arguments.length);
          for (long number : notices) {
            all[arguments.length] = number;
            Sql.update(tx, sql, all);
          }
          return true;
        });
  }

  @Override
  public Optional<String> disabled(String destination) throws IOException {
    return file.read(db -> SqliteAlertStore.disabled(db, destination));
  }

  @Override
  public void disable(String destination, Instant at, String why) throws IOException {
    file.write(
        tx ->
            Sql.update(
                tx,
                "UPDATE destinations SET disabled_at = ?, disabled_why = ? WHERE name = ?",
                at.toEpochMilli(),
                why,
                destination));
  }

  @Override
  public Standing standing(String destination) throws IOException {
    return file.read(
        db ->
            Sql.list(
                    db,
                    row ->
                        new Standing(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            Sql.optionalInstant(row, "sent")),
                    "SELECT count(*) FILTER (WHERE state = 'waiting'),"
                        + " count(*) FILTER (WHERE state = 'given-up'),"
                        + " coalesce((SELECT dropped FROM destinations WHERE name = ?), 0),"
                        + " max(ended_at) FILTER (WHERE state = 'sent') AS sent"
                        + " FROM notices WHERE destination = ?",
                    destination,
                    destination)
                .getFirst());
  }
}
