package org.dockwarden.gateway.index;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;

/** The table {@code deliveries}. */
final class SqliteDeliveries implements DeliveryIndex {
  private final SqliteWriter writer;
  private final SqliteReaders readers;
  private final CustodyLog log;

  SqliteDeliveries(SqliteWriter writer, SqliteReaders readers, CustodyLog log) {
    this.writer = writer;
    this.readers = readers;
    this.log = log;
  }

  @Override
  public List<Delivery> undelivered() throws IOException {
    return readers.read(
        db ->
            Sql.list(
                db,
                "SELECT * FROM deliveries WHERE state <> 'delivered'"
                    + " ORDER BY created_at, recording",
                SqliteDeliveries::row));
  }

  @Override
  public Optional<Delivery> delivery(RecordingId recording) throws IOException {
    return readers.read(db -> find(db, recording));
  }

  @Override
  public void handedOver(RecordingId recording, String name) throws IOException {
    writer.write(
        tx -> {
          int changed =
              Sql.update(
                  tx,
                  "UPDATE deliveries SET state = 'handed-over', name = ?, error = NULL,"
                      + " detail = '' WHERE recording = ? AND state = 'pending'",
                  name,
                  recording.hex());
          if (changed == 1) {
            log.append(tx, recording, CustodyEvent.HANDED_OVER, Map.of("name", name));
          }
          return true;
        });
  }

  @Override
  public CustodyReference acknowledged(RecordingId recording, String reference, Instant at)
      throws IOException {
    return writer.write(
        tx -> {
          Delivery now =
              find(tx, recording)
                  .orElseThrow(() -> new IOException("delivery " + recording + ": unknown"));
          if (now.acknowledgement().isPresent()) {
            return now.acknowledgement().get().custody();
          }
          CustodyReference entry =
              log.append(
                  tx,
                  recording,
                  CustodyEvent.DELIVERED,
                  Map.of("acknowledgedAt", at.toString(), "reference", reference));
          Sql.update(
              tx,
              "UPDATE deliveries SET state = 'acknowledged', reference = ?, acknowledged_at = ?,"
                  + " leaf = ?, position = ?, error = NULL, detail = '' WHERE recording = ?",
              reference,
              at.toEpochMilli(),
              entry.leaf().hex(),
              entry.index(),
              recording.hex());
          return entry;
        });
  }

  @Override
  public void rejected(RecordingId recording, ErrorCode error, String reason) throws IOException {
    writer.write(
        tx -> {
          if (setError(tx, recording, error, reason) == 1) {
            log.append(
                tx,
                recording,
                CustodyEvent.DELIVERY_REJECTED,
                Map.of("error", error.code(), "reason", reason));
          }
          return true;
        });
  }

  @Override
  public void stalled(RecordingId recording, ErrorCode error, String detail) throws IOException {
    writer.write(tx -> setError(tx, recording, error, detail));
  }

  private static int setError(Connection tx, RecordingId recording, ErrorCode error, String detail)
      throws SQLException {
    return Sql.update(
        tx,
        "UPDATE deliveries SET error = ?1, detail = ?2 WHERE recording = ?3"
            + " AND (error IS NOT ?1 OR detail <> ?2)",
        error.code(),
        detail,
        recording.hex());
  }

  private static Optional<Delivery> find(Connection db, RecordingId recording) throws SQLException {
    return Sql.first(
        db, "SELECT * FROM deliveries WHERE recording = ?", SqliteDeliveries::row, recording.hex());
  }

  private static Delivery row(ResultSet row) throws SQLException {
    return new Delivery(
        new RecordingId(row.getString("recording")),
        DeliveryState.of(row.getString("state")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Sql.text(row, "name"),
        accepted(row),
        Sql.text(row, "error").flatMap(ErrorCode::of));
  }

  private static Optional<Delivery.Accepted> accepted(ResultSet row) throws SQLException {
    Optional<String> leaf = Sql.text(row, "leaf");
    if (leaf.isEmpty()) {
      return Optional.empty();
    }
    CustodyReference entry = new CustodyReference(row.getLong("position"), new Digest(leaf.get()));
    return Optional.of(
        new Delivery.Accepted(
            row.getString("reference"),
            Instant.ofEpochMilli(row.getLong("acknowledged_at")),
            entry));
  }
}
