package org.dockwarden.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.ClockOffset;
import org.dockwarden.evidence.manifest.FileKind;

/** Dockings and the files on docked cameras. */
public final class DockingJournal {
  private static final String FILE_COLUMNS =
      "f.id, f.docking, f.path, f.bytes, f.modified, f.device, f.inode, f.listed_at_millis,"
          + " f.kind, f.flagged, f.recorded_at, f.attempts";

  private final Transactions journal;
  private final Answers<UUID, Optional<CameraFile>> next;
  private final Answers<UUID, DockingCounts> counts;
  private final Answers<BayNumber, Optional<Docking>> open;

  public DockingJournal(Transactions journal) {
    this.journal = journal;
    this.next = new Answers<>(journal, DockingJournal::next);
    this.counts = new Answers<>(journal, DockingJournal::counts);
    this.open = new Answers<>(journal, DockingJournal::open);
  }

  /** A camera is in a bay. */
  public void begin(Docking docking) throws IOException {
    Optional<ClockOffset> clock = docking.clock();
    journal.write(
        c ->
            Sql.update(
                c,
                "INSERT INTO docking (id, camera, profile, firmware, bay, connection, docked_at,"
                    + " clock_offset_millis, clock_uncertainty_millis, clock_measured_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                docking.id().toString(),
                docking.camera().toString(),
                docking.profile(),
                docking.firmware().orElse(null),
                docking.bay().number(),
                docking.connection(),
                docking.dockedAt().toString(),
                clock.map(offset -> offset.offset().toMillis()).orElse(null),
                clock.map(offset -> offset.uncertainty().toMillis()).orElse(null),
                clock.map(offset -> offset.measuredAt().toString()).orElse(null)));
  }

  /** The camera has left, or the agent begins anew: the worklist is worth nothing any more. */
  public void end(UUID docking, Instant at) throws IOException {
    journal.write(
        c -> {
          Sql.update(c, "DELETE FROM camera_file WHERE docking = ?", docking.toString());
          return Sql.update(
              c, "UPDATE docking SET ended_at = ? WHERE id = ?", at.toString(), docking.toString());
        });
  }

  /** The docking of the camera that is in this bay now, if one is journaled. */
  public Optional<Docking> open(BayNumber bay) throws IOException {
    return open.about(bay);
  }

  private static Optional<Docking> open(Connection c, BayNumber bay) throws SQLException {
    return Sql.first(
        c,
        row ->
            new Docking(
                UUID.fromString(row.getString("id")),
                CameraId.parse(row.getString("camera")),
                row.getString("profile"),
                Sql.optionalText(row, "firmware"),
                bay,
                row.getString("connection"),
                Instant.parse(row.getString("docked_at")),
                clock(row)),
        "SELECT id, camera, profile, firmware, connection, docked_at, clock_offset_millis,"
            + " clock_uncertainty_millis, clock_measured_at FROM docking"
            + " WHERE bay = ? AND ended_at IS NULL ORDER BY docked_at DESC LIMIT 1",
        bay.number());
  }

  private static Optional<ClockOffset> clock(ResultSet row) throws SQLException {
    Optional<String> measuredAt = Sql.optionalText(row, "clock_measured_at");
    if (measuredAt.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ClockOffset(
            Duration.ofMillis(row.getLong("clock_offset_millis")),
            Duration.ofMillis(row.getLong("clock_uncertainty_millis")),
            Instant.parse(measuredAt.get())));
  }

  /** Ends every docking that a former run of the agent left open. */
  public void endAll(Instant at) throws IOException {
    journal.write(
        c -> {
          Sql.update(c, "DELETE FROM camera_file");
          Sql.update(c, "DELETE FROM known_elsewhere");
          return Sql.update(
              c, "UPDATE docking SET ended_at = ? WHERE ended_at IS NULL", at.toString());
        });
  }

  /**
   * Enters files into the worklist; one that is there with the same size and time is left alone.
   *
   * @return how many are new or changed
   */
  public int list(UUID docking, List<ListedFile> files) throws IOException {
    return journal.write(
        c -> {
          int changed = 0;
          for (ListedFile file : files) {
            changed += enter(c, docking, file);
          }
          return changed;
        });
  }

  private static int enter(Connection c, UUID docking, ListedFile file) throws SQLException {
    return Sql.update(
        c,
        "INSERT INTO camera_file (docking, path, bytes, modified, device, inode, listed_at_millis,"
            + " kind, flagged, recorded_at, order_millis, state)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'listed')"
            + " ON CONFLICT (docking, path) DO UPDATE SET bytes = excluded.bytes,"
            + " modified = excluded.modified, device = excluded.device, inode = excluded.inode,"
            + " listed_at_millis = excluded.listed_at_millis, state = 'listed', recording = NULL"
            + " WHERE state = 'released' OR bytes <> excluded.bytes"
            + " OR modified <> excluded.modified",
        docking.toString(),
        file.path().text(),
        file.bytes(),
        file.modified().toString(),
        file.device(),
        file.inode(),
        file.listedAt().toEpochMilli(),
        file.kind().text(),
        file.flagged() ? 1 : 0,
        file.recordedAt().map(Instant::toString).orElse(null),
        file.orderMillis());
  }

  /** The next file to read: flagged first, then the oldest. */
  public Optional<CameraFile> next(UUID docking) throws IOException {
    return next.about(docking);
  }

  private static Optional<CameraFile> next(Connection c, UUID docking) throws SQLException {
    return Sql.first(
        c,
        DockingJournal::file,
        "SELECT "
            + FILE_COLUMNS
            + " FROM camera_file f WHERE f.docking = ? AND f.state = 'listed'"
            + " ORDER BY f.flagged DESC, f.order_millis, f.id LIMIT 1",
        docking.toString());
  }

  /** Reading this file begins; returns how often it has begun. */
  public int attempt(CameraFile file) throws IOException {
    return journal.write(
        c -> {
          Sql.update(c, "UPDATE camera_file SET attempts = attempts + 1 WHERE id = ?", file.id());
          return (int) Sql.number(c, "SELECT attempts FROM camera_file WHERE id = ?", file.id());
        });
  }

  /** The file could not be read; it stays on the camera. */
  public void fail(CameraFile file, ErrorCode error) throws IOException {
    journal.write(
        c ->
            Sql.update(
                c,
                "UPDATE camera_file SET state = 'failed', error = ? WHERE id = ?",
                error.code(),
                file.id()));
  }

  /** The file is no longer there although nothing of ours erased it. */
  public void forget(CameraFile file) throws IOException {
    journal.write(c -> Sql.update(c, "DELETE FROM camera_file WHERE id = ?", file.id()));
  }

  /** The file's content is this recording. */
  public void link(CameraFile file, RecordingId recording) throws IOException {
    journal.write(c -> link(c, file, recording));
  }

  static int link(Connection c, CameraFile file, RecordingId recording) throws SQLException {
    return Sql.update(
        c,
        "UPDATE camera_file SET state = 'sealed', error = NULL, recording = ? WHERE id = ?",
        recording.hex(),
        file.id());
  }

  /** Whether another file of this docking already is this recording. */
  public boolean isLinked(UUID docking, RecordingId recording) throws IOException {
    return journal.read(
            c ->
                Sql.number(
                    c,
                    "SELECT COUNT(*) FROM camera_file WHERE docking = ? AND recording = ?",
                    docking.toString(),
                    recording.hex()))
        > 0;
  }

  /** Whether any file of this docking has this length. */
  public boolean hasFileOf(UUID docking, long bytes) throws IOException {
    return journal.read(
            c ->
                Sql.number(
                    c,
                    "SELECT EXISTS (SELECT 1 FROM camera_file WHERE docking = ? AND bytes = ?)",
                    docking.toString(),
                    bytes))
        > 0;
  }

  /** The files of all open dockings by path, at most so many. */
  public List<FileReport> report(int limit) throws IOException {
    return journal.read(
        c ->
            Sql.list(
                c,
                row ->
                    new FileReport(
                        row.getString("path"),
                        row.getLong("bytes"),
                        row.getString("sha256"),
                        row.getString("state")),
                "SELECT f.path, f.bytes, COALESCE(r.sha256, '-') AS sha256,"
                    + " CASE WHEN f.state = 'sealed' THEN r.state ELSE f.state END"
                    + " || COALESCE(' ' || COALESCE(f.error, r.error), '') AS state"
                    + " FROM camera_file f LEFT JOIN recording r ON r.id = f.recording"
                    + " ORDER BY f.path LIMIT ?",
                limit));
  }

  /** How far a docking has come. */
  public DockingCounts counts(UUID docking) throws IOException {
    return counts.about(docking);
  }

  private static DockingCounts counts(Connection c, UUID docking) throws SQLException {
    return Sql.first(
            c,
            DockingJournal::counts,
            "SELECT COUNT(*) AS total,"
                + " COUNT(*) FILTER (WHERE f.state = 'listed') AS listed,"
                + " COUNT(*) FILTER (WHERE f.state = 'failed') AS failed,"
                + " COUNT(*) FILTER (WHERE f.state IN ('sealed', 'released')) AS sealed,"
                + " COUNT(*) FILTER (WHERE r.state IN"
                + " ('committed', 'stored', 'delivered', 'released')) AS uploaded,"
                + " COUNT(*) FILTER (WHERE f.state = 'released') AS released,"
                + " COUNT(*) FILTER (WHERE r.state IN ('quarantined', 'failed'))"
                + " AS quarantined,"
                + " COALESCE(SUM(f.bytes), 0) AS total_bytes,"
                + " COALESCE(SUM(f.bytes) FILTER (WHERE f.state IN"
                + " ('sealed', 'released')), 0) AS sealed_bytes,"
                + " MIN(COALESCE(f.error, r.error)) AS error,"
                + " MIN(f.order_millis - COALESCE(d.clock_offset_millis, 0)) FILTER (WHERE"
                + " f.state <> 'released' AND f.kind <> 'metadata' AND f.order_millis"
                + " - COALESCE(d.clock_offset_millis, 0) <= f.listed_at_millis) AS oldest"
                + " FROM camera_file f LEFT JOIN recording r ON r.id = f.recording"
                + " LEFT JOIN docking d ON d.id = f.docking WHERE f.docking = ?",
            docking.toString())
        .orElseThrow();
  }

  private static DockingCounts counts(ResultSet row) throws SQLException {
    return new DockingCounts(
        row.getLong("total"),
        row.getLong("listed"),
        row.getLong("failed"),
        row.getLong("sealed"),
        row.getLong("uploaded"),
        row.getLong("released"),
        row.getLong("quarantined"),
        row.getLong("total_bytes"),
        row.getLong("sealed_bytes"),
        Sql.optionalText(row, "error"),
        Sql.optionalMillis(row, "oldest"));
  }

  static CameraFile file(ResultSet row) throws SQLException {
    return new CameraFile(
        row.getLong("id"),
        UUID.fromString(row.getString("docking")),
        new ListedFile(
            new CameraPath(row.getString("path")),
            row.getLong("bytes"),
            Instant.parse(row.getString("modified")),
            row.getLong("device"),
            row.getLong("inode"),
            Instant.ofEpochMilli(row.getLong("listed_at_millis")),
            FileKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getInt("flagged") == 1,
            Sql.optionalText(row, "recorded_at").map(Instant::parse)),
        row.getInt("attempts"));
  }
}
