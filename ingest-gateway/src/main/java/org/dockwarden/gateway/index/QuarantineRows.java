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
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.gateway.index.Quarantined.Standing;
import org.dockwarden.gateway.upload.UploadId;

/** The statements on what is kept apart; no row holds a document, however many there are. */
final class QuarantineRows {
  private static final String VERIFIED =
      "coalesce(r.state, '') IN ('verified', 'receipted', 'delivered')";

  private static final String SELECT =
      "SELECT c.upload, c.recording, r.id IS NULL AS refused, u.dock, c.committed_at, c.error,"
          + " c.detail, CASE WHEN c.acknowledged_at IS NOT NULL THEN 'ACKNOWLEDGED' WHEN "
          + VERIFIED
          + " THEN 'REPLACED' ELSE 'OPEN' END AS standing"
          + " FROM commits c JOIN uploads u ON u.id = c.upload"
          + " LEFT JOIN recordings r ON r.id = c.recording WHERE c.state = 'quarantined'";

  private QuarantineRows() {}

  static List<Quarantined> all(Connection db) throws SQLException {
    return Sql.list(db, SELECT + " ORDER BY c.committed_at, c.upload", QuarantineRows::row);
  }

  static List<Quarantined> open(Connection db, int limit) throws SQLException {
    return Sql.list(
        db,
        SELECT
            + " AND c.acknowledged_at IS NULL AND NOT "
            + VERIFIED
            + " ORDER BY c.committed_at, c.upload LIMIT ?",
        QuarantineRows::row,
        limit);
  }

  static Optional<Quarantined> find(Connection db, UploadId upload) throws SQLException {
    return Sql.first(db, SELECT + " AND c.upload = ?", QuarantineRows::row, upload.hex());
  }

  /** C-6: the note and its entry in one transaction; false where it was taken before. */
  static boolean acknowledge(
      Connection tx, CustodyLog log, Quarantined one, Instant now, String by, String reason)
      throws SQLException, IOException {
    int changed =
        Sql.update(
            tx,
            "UPDATE commits SET acknowledged_at = ?"
                + " WHERE upload = ? AND state = 'quarantined' AND acknowledged_at IS NULL",
            now.toEpochMilli(),
            one.upload().hex());
    if (changed == 1) {
      log.append(
          tx,
          one.recording(),
          CustodyEvent.QUARANTINE_ACKNOWLEDGED,
          Map.of(
              "by",
              by,
              "error",
              one.error().orElse(ErrorCode.INTERNAL_ERROR).code(),
              "reason",
              reason,
              "upload",
              one.upload().hex()));
    }
    return changed == 1;
  }

  private static Quarantined row(ResultSet row) throws SQLException {
    return new Quarantined(
        new UploadId(row.getString("upload")),
        new RecordingId(row.getString("recording")),
        row.getBoolean("refused"),
        new DockId(row.getString("dock")),
        Instant.ofEpochMilli(row.getLong("committed_at")),
        Sql.text(row, "error").flatMap(ErrorCode::of),
        row.getString("detail"),
        Standing.valueOf(row.getString("standing")));
  }
}
