package org.dockwarden.gateway.index;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.KnownRecording;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.gateway.upload.UploadId;

/** The statements on recordings, commits and receipts, for readers and within transactions. */
final class RecordingRows {
  private RecordingRows() {}

  static Optional<Commit> commitOf(Connection db, UploadId upload) throws SQLException {
    return Sql.first(
        db, "SELECT * FROM commits WHERE upload = ?", RecordingRows::commit, upload.hex());
  }

  static List<Commit> commitsOf(Connection db, RecordingId recording) throws SQLException {
    return Sql.list(
        db,
        "SELECT * FROM commits WHERE recording = ? ORDER BY committed_at, upload",
        RecordingRows::commit,
        recording.hex());
  }

  static Optional<Recording> recording(Connection db, RecordingId id) throws SQLException {
    return Sql.first(
        db, "SELECT * FROM recordings WHERE id = ?", RecordingRows::recording, id.hex());
  }

  static List<RecordingId> unfinished(Connection db) throws SQLException {
    return Sql.list(
        db,
        "SELECT id FROM recordings WHERE state <> 'delivered'"
            + " AND (state IN ('committed', 'stored', 'verified') OR (state = 'quarantined'"
            + " AND EXISTS (SELECT 1 FROM commits WHERE recording = id AND state = 'waiting')))",
        row -> new RecordingId(row.getString(1)));
  }

  static void activate(Connection tx, UploadId upload, Manifest manifest) throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO recordings (id, state, upload, camera, path, bytes, sha256)"
            + " VALUES (?, 'committed', ?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO UPDATE SET state = 'committed', error = NULL,"
            + " upload = excluded.upload",
        manifest.recordingId().hex(),
        upload.hex(),
        manifest.camera().id().toString(),
        manifest.file().path().text(),
        manifest.file().bytes(),
        manifest.file().digest().hex());
  }

  static void setCommitState(Connection tx, UploadId upload, CommitState state)
      throws SQLException {
    Sql.update(tx, "UPDATE commits SET state = ? WHERE upload = ?", state.text(), upload.hex());
  }

  static void setVerified(Connection tx, RecordingId recording, CustodyReference entry)
      throws SQLException {
    Sql.update(
        tx,
        "UPDATE recordings SET state = 'verified', verified_leaf = ?, verified_position = ?"
            + " WHERE id = ?",
        entry.leaf().hex(),
        entry.index(),
        recording.hex());
  }

  static boolean quarantine(
      Connection tx, RecordingId recording, UploadId upload, ErrorCode error, String detail)
      throws SQLException {
    int changed =
        Sql.update(
            tx,
            "UPDATE recordings SET state = 'quarantined', error = ?"
                + " WHERE id = ? AND upload = ? AND state IN ('committed', 'stored')",
            error.code(),
            recording.hex(),
            upload.hex());
    if (changed == 1) {
      Sql.update(
          tx,
          "UPDATE commits SET state = 'quarantined', error = ?, detail = ? WHERE upload = ?",
          error.code(),
          detail,
          upload.hex());
    }
    return changed == 1;
  }

  static boolean promote(Connection tx, RecordingId recording, UploadId upload)
      throws SQLException {
    int changed =
        Sql.update(
            tx,
            "UPDATE recordings SET state = 'committed', error = NULL, upload = ?"
                + " WHERE id = ? AND state = 'quarantined'",
            upload.hex(),
            recording.hex());
    if (changed == 1) {
      setCommitState(tx, upload, CommitState.ACTIVE);
    }
    return changed == 1;
  }

  static Optional<SignedDocument> receipt(Connection db, RecordingId recording, Stage stage)
      throws SQLException {
    return Sql.first(
        db,
        "SELECT document, signature FROM receipts WHERE recording = ? AND stage = ?",
        row -> new SignedDocument(row.getBytes(1), row.getBytes(2)),
        recording.hex(),
        stage.text());
  }

  static void addReceipt(
      Connection tx, RecordingId recording, Stage stage, SignedDocument receipt, long nowMillis)
      throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO receipts (recording, stage, document, signature) VALUES (?, ?, ?, ?)",
        recording.hex(),
        stage.text(),
        receipt.document(),
        receipt.signature());
    switch (stage) {
      case STORED -> {
        setState(tx, recording, RecordingState.RECEIPTED);
        Sql.update(
            tx,
            "INSERT INTO deliveries (recording, state, created_at) VALUES (?, 'pending', ?)",
            recording.hex(),
            nowMillis);
      }
      case DELIVERED -> {
        setState(tx, recording, RecordingState.DELIVERED);
        Sql.update(
            tx,
            "UPDATE deliveries SET state = 'delivered', error = NULL WHERE recording = ?",
            recording.hex());
      }
    }
  }

  private static void setState(Connection tx, RecordingId recording, RecordingState state)
      throws SQLException {
    Sql.update(tx, "UPDATE recordings SET state = ? WHERE id = ?", state.text(), recording.hex());
  }

  static Optional<RecordingStatus> status(Connection db, RecordingId recording)
      throws SQLException {
    record Found(RecordingState state, Optional<ErrorCode> error) {}
    Optional<Found> found =
        Sql.first(
            db,
            "SELECT r.state, coalesce(r.error, d.error) AS error FROM recordings r"
                + " LEFT JOIN deliveries d ON d.recording = r.id WHERE r.id = ?",
            row -> new Found(state(row), error(row)),
            recording.hex());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<SignedDocument> receipts = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      receipt(db, recording, stage).ifPresent(receipts::add);
    }
    return Optional.of(
        new RecordingStatus(recording, found.get().state(), found.get().error(), receipts));
  }

  static List<KnownRecording> known(
      Connection db, CameraId camera, Optional<RecordingId> after, int limit)
      throws SQLException, IOException {
    record Row(RecordingId recording, byte[] manifest) {}
    List<Row> rows =
        Sql.list(
            db,
            "SELECT r.id, c.document FROM recordings r JOIN commits c ON c.upload = r.upload"
                + " WHERE r.camera = ? AND r.id > ? AND r.state IN ('receipted', 'delivered')"
                + " ORDER BY r.id LIMIT ?",
            row -> new Row(new RecordingId(row.getString(1)), row.getBytes(2)),
            camera.toString(),
            after.map(RecordingId::hex).orElse(""),
            limit);
    List<KnownRecording> known = new ArrayList<>();
    for (Row row : rows) {
      known.add(known(row.recording(), ManifestJson.decode(row.manifest())));
    }
    return known;
  }

  private static KnownRecording known(RecordingId recording, Manifest manifest) {
    OriginalFile file = manifest.file();
    return new KnownRecording(recording, file.path(), file.bytes(), file.digest(), file.modified());
  }

  private static Commit commit(ResultSet row) throws SQLException {
    return new Commit(
        new UploadId(row.getString("upload")),
        new RecordingId(row.getString("recording")),
        new SignedDocument(row.getBytes("document"), row.getBytes("signature")),
        CommitState.of(row.getString("state")),
        error(row),
        row.getString("detail"));
  }

  private static Recording recording(ResultSet row) throws SQLException {
    Optional<String> leaf = Sql.text(row, "verified_leaf");
    long position = row.getLong("verified_position");
    return new Recording(
        new RecordingId(row.getString("id")),
        state(row),
        new UploadId(row.getString("upload")),
        leaf.map(hex -> new CustodyReference(position, new Digest(hex))));
  }

  private static RecordingState state(ResultSet row) throws SQLException {
    return RecordingState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
  }

  private static Optional<ErrorCode> error(ResultSet row) throws SQLException {
    return Sql.text(row, "error").flatMap(ErrorCode::of);
  }
}
