package org.dockwarden.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;

/** Receipts, and what they allow: erasing the camera's file (I2), then the spool's copy. */
public final class ReceiptJournal {
  private final Transactions journal;
  private final InstantSource clock;
  private final Answers<UUID, Boolean> hasSealed;

  public ReceiptJournal(Transactions journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
    this.hasSealed = new Answers<>(journal, ReceiptJournal::hasSealed);
  }

  /**
   * Recordings that wait for a receipt of this stage or an earlier one, ordered by id.
   *
   * @param after begin behind this id
   */
  public List<ExpectedReceipt> awaiting(Stage required, Optional<RecordingId> after, int limit)
      throws IOException {
    return journal.read(
        c ->
            Sql.list(
                c,
                ReceiptJournal::expected,
                "SELECT id, state, bytes, sha256, manifest, sealed_bytes, segments FROM recording"
                    + " WHERE (state = 'committed' OR (state = 'stored' AND ?)) AND id > ?"
                    + " ORDER BY id LIMIT ?",
                required == Stage.DELIVERED ? 1 : 0,
                after.map(RecordingId::hex).orElse(""),
                limit));
  }

  private static ExpectedReceipt expected(ResultSet row) throws SQLException {
    return new ExpectedReceipt(
        new RecordingId(row.getString("id")),
        RecordingProgress.of(row.getString("state")),
        row.getLong("bytes"),
        new Digest(row.getString("sha256")),
        Optional.ofNullable(row.getBytes("manifest")).map(Digest::compute),
        row.getLong("sealed_bytes"),
        Optional.ofNullable(row.getBytes("segments")).map(Digest::compute));
  }

  /** Keeps a verified receipt; durable when this returns. The same again changes nothing. */
  public void keep(RecordingId recording, Stage stage, SignedDocument receipt) throws IOException {
    journal.write(
        c -> {
          Sql.update(
              c,
              "INSERT INTO receipt (recording, stage, document, signature, journaled_at_millis)"
                  + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (recording, stage) DO NOTHING",
              recording.hex(),
              stage.text(),
              receipt.document(),
              receipt.signature(),
              clock.millis());
          return Sql.update(
              c,
              "UPDATE recording SET state = ?, error = NULL, changed_at = ?"
                  + " WHERE id = ? AND state IN ('committed', 'stored')",
              stage == Stage.STORED ? "stored" : "delivered",
              clock.instant().toString(),
              recording.hex());
        });
  }

  /** The gateway says it does not hold this recording: upload it again, or read it again. */
  public void lost(RecordingId recording) throws IOException {
    journal.write(
        c -> {
          int again =
              Sql.update(
                  c,
                  "UPDATE recording SET state = 'queued' WHERE id = ? AND object IS NOT NULL"
                      + " AND state IN ('committed', 'stored')",
                  recording.hex());
          if (again == 0) {
            Sql.update(
                c,
                "UPDATE camera_file SET state = 'listed', recording = NULL WHERE recording = ?"
                    + " AND state = 'sealed'",
                recording.hex());
            Sql.update(c, "DELETE FROM known_elsewhere WHERE recording = ?", recording.hex());
            Sql.update(
                c,
                "DELETE FROM recording WHERE id = ? AND state IN ('committed', 'stored')"
                    + " AND object IS NULL",
                recording.hex());
          }
          // What it vouched for is not so any more.
          Sql.update(c, "DELETE FROM receipt WHERE recording = ?", recording.hex());
          return again;
        });
  }

  /** Files of this docking that the policy lets be erased now. */
  public List<Releasable> releasable(UUID docking, Stage required, Duration hold, int limit)
      throws IOException {
    if (!hasSealed.about(docking)) {
      return List.of();
    }
    return journal.read(
        c ->
            Sql.list(
                c,
                ReceiptJournal::releasable,
                "SELECT f.id, f.docking, f.path, f.bytes, f.modified, f.device, f.inode,"
                    + " f.listed_at_millis, f.kind, f.flagged, f.recorded_at, f.attempts,"
                    + " r.id AS recording_id, r.sha256, e.document, e.signature"
                    + " FROM camera_file f JOIN recording r ON r.id = f.recording"
                    + " JOIN receipt e ON e.recording = r.id"
                    + " WHERE f.docking = ? AND f.state = 'sealed' AND f.error IS NULL"
                    + " AND r.state <> 'quarantined'"
                    + " AND e.stage = (SELECT MIN(stage) FROM receipt"
                    + " WHERE recording = r.id AND stage IN (?, ?))"
                    + " AND e.journaled_at_millis <= ? ORDER BY f.id LIMIT ?",
                docking.toString(),
                required.text(),
                Stage.DELIVERED.text(),
                clock.millis() - hold.toMillis(),
                limit));
  }

  /** Whether anything of this docking may ever go: its time, too, is asked for anew. */
  private static boolean hasSealed(Connection c, UUID docking) throws SQLException {
    return Sql.number(
            c,
            "SELECT EXISTS (SELECT 1 FROM camera_file WHERE docking = ? AND state = 'sealed')",
            docking.toString())
        > 0;
  }

  /** Whether a file of this docking still is on its way to a receipt of the required stage. */
  public boolean isAwaiting(UUID docking, Stage required) throws IOException {
    return journal.read(
            c ->
                Sql.number(
                    c,
                    "SELECT EXISTS (SELECT 1 FROM camera_file f"
                        + " LEFT JOIN recording r ON r.id = f.recording"
                        + " WHERE f.docking = ? AND f.error IS NULL AND (f.state = 'listed'"
                        + " OR (f.state = 'sealed' AND r.state NOT IN ('quarantined', 'failed')"
                        + " AND NOT EXISTS (SELECT 1 FROM receipt e WHERE e.recording = r.id"
                        + " AND e.stage IN (?, ?)))))",
                    docking.toString(),
                    required.text(),
                    Stage.DELIVERED.text()))
        > 0;
  }

  private static Releasable releasable(ResultSet row) throws SQLException {
    return new Releasable(
        DockingJournal.file(row),
        new RecordingId(row.getString("recording_id")),
        new Digest(row.getString("sha256")),
        new SignedDocument(row.getBytes("document"), row.getBytes("signature")));
  }

  /** The eraser has erased the camera's file. */
  public void released(Releasable file) throws IOException {
    journal.write(
        c -> {
          Sql.update(c, "UPDATE camera_file SET state = 'released' WHERE id = ?", file.file().id());
          return Sql.update(
              c,
              "UPDATE recording SET state = 'released', changed_at = ?"
                  + " WHERE id = ? AND state IN ('stored', 'delivered')",
              clock.instant().toString(),
              file.recording().hex());
        });
  }

  /** The eraser refused or failed; the file stays, and shows. */
  public void notReleased(Releasable file, String error) throws IOException {
    journal.write(
        c ->
            Sql.update(
                c,
                "UPDATE camera_file SET error = ? WHERE id = ? AND state = 'sealed'",
                error,
                file.file().id()));
  }

  /** Objects in the spool that a journaled receipt of the required stage has made superfluous. */
  public List<UUID> superfluousObjects(Stage required, int limit) throws IOException {
    return journal.read(
        c ->
            Sql.list(
                c,
                row -> UUID.fromString(row.getString("object")),
                "SELECT object FROM recording WHERE object IS NOT NULL AND"
                    + " (state IN ('delivered', 'released') OR (state = 'stored' AND ?)) LIMIT ?",
                required == Stage.STORED ? 1 : 0,
                limit));
  }
}
