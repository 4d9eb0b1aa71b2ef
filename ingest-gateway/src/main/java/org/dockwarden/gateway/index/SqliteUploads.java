package org.dockwarden.gateway.index;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;

/** The table {@code uploads}. */
final class SqliteUploads implements UploadIndex {
  /** How long 410 is answered for an upload that is gone; 404 afterwards. */
  private static final Duration GONE_KEPT = Duration.ofDays(7);

  private final SqliteWriter writer;
  private final SqliteReaders readers;

  SqliteUploads(SqliteWriter writer, SqliteReaders readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public boolean add(Upload upload, int maxOpenOfDock) throws IOException {
    return writer.write(
        tx ->
            Sql.update(
                    tx,
                    "INSERT INTO uploads (id, dock, length, offset, metadata, state, expires_at)"
                        + " SELECT ?, ?, ?, ?, ?, ?, ?"
                        + " WHERE (SELECT count(*) FROM uploads WHERE dock = ? AND state = 'open')"
                        + " < ?",
                    upload.id().hex(),
                    upload.dock().text(),
                    upload.length(),
                    upload.offset(),
                    upload.metadata(),
                    upload.state().text(),
                    upload.expiresAt().toEpochMilli(),
                    upload.dock().text(),
                    maxOpenOfDock)
                == 1);
  }

  @Override
  public Optional<Upload> upload(UploadId id) throws IOException {
    return readers.read(
        db -> Sql.first(db, "SELECT * FROM uploads WHERE id = ?", SqliteUploads::row, id.hex()));
  }

  @Override
  public void advance(UploadId id, long offset, Instant expiresAt) throws IOException {
    int changed =
        writer.write(
            tx ->
                Sql.update(
                    tx,
                    "UPDATE uploads SET offset = ?, expires_at = ? WHERE id = ? AND state = 'open'",
                    offset,
                    expiresAt.toEpochMilli(),
                    id.hex()));
    if (changed == 0) {
      throw new IOException("upload " + id + ": not open");
    }
  }

  @Override
  public boolean remove(UploadId id) throws IOException {
    return writer.write(
        tx ->
            Sql.update(
                    tx,
                    "UPDATE uploads SET state = 'gone' WHERE id = ? AND state = 'open'",
                    id.hex())
                == 1);
  }

  @Override
  public List<UploadId> expire(Instant now) throws IOException {
    return writer.write(
        tx -> {
          Sql.update(
              tx,
              "DELETE FROM uploads WHERE state = 'gone' AND expires_at < ?",
              now.minus(GONE_KEPT).toEpochMilli());
          return Sql.list(
              tx,
              "UPDATE uploads SET state = 'gone' WHERE state = 'open' AND expires_at < ?"
                  + " RETURNING id",
              row -> new UploadId(row.getString(1)),
              now.toEpochMilli());
        });
  }

  @Override
  public List<Upload> openUploads() throws IOException {
    return readers.read(
        db -> Sql.list(db, "SELECT * FROM uploads WHERE state = 'open'", SqliteUploads::row));
  }

  @Override
  public int openCount() throws IOException {
    return readers.read(
        db -> (int) Sql.number(db, "SELECT count(*) FROM uploads WHERE state = 'open'"));
  }

  private static Upload row(ResultSet row) throws SQLException {
    return new Upload(
        new UploadId(row.getString("id")),
        new DockId(row.getString("dock")),
        row.getLong("length"),
        row.getLong("offset"),
        row.getString("metadata"),
        UploadState.of(row.getString("state")),
        Instant.ofEpochMilli(row.getLong("expires_at")));
  }
}
