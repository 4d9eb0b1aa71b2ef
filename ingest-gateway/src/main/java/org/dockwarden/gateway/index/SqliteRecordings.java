package org.dockwarden.gateway.index;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.KnownRecording;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.gateway.upload.UploadId;

/** The tables {@code commits}, {@code recordings}, {@code receipts} and {@code custody}. */
final class SqliteRecordings implements RecordingIndex {
  private final SqliteWriter writer;
  private final SqliteReaders readers;
  private final CustodyLog log;
  private final InstantSource clock;

  SqliteRecordings(
      SqliteWriter writer, SqliteReaders readers, CustodyLog log, InstantSource clock) {
    this.writer = writer;
    this.readers = readers;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public CommitOutcome commit(UploadId upload, SignedDocument paper, Manifest manifest)
      throws IOException {
    return writer.write(
        tx -> {
          Optional<Commit> before = RecordingRows.commitOf(tx, upload);
          return before.isPresent()
              ? repeated(before.get(), paper)
              : new CommitOutcome.Taken(take(tx, upload, paper, manifest));
        });
  }

  private static CommitOutcome repeated(Commit before, SignedDocument paper) {
    return before.paper().digest().equals(paper.digest())
        ? new CommitOutcome.Taken(before.state())
        : new CommitOutcome.Different();
  }

  private CommitState take(Connection tx, UploadId upload, SignedDocument paper, Manifest manifest)
      throws SQLException, IOException {
    RecordingId recording = manifest.recordingId();
    CommitState state =
        RecordingRows.recording(tx, recording)
            .map(known -> stateBeside(known.state()))
            .orElse(CommitState.ACTIVE);
    insert(tx, new Commit(upload, recording, paper, state, Optional.empty(), ""));
    if (state == CommitState.ACTIVE) {
      RecordingRows.activate(tx, upload, manifest);
    }
    CustodyEvent event =
        state == CommitState.SURPLUS ? CustodyEvent.SEEN_AGAIN : CustodyEvent.COMMITTED;
    log.append(
        tx,
        recording,
        event,
        Map.of(
            "dock", manifest.docking().dock().text(),
            "manifest", paper.digest().hex(),
            "upload", upload.hex()));
    return state;
  }

  /** P-17: what a commit becomes beside a recording that is known already. */
  private static CommitState stateBeside(RecordingState known) {
    return switch (known) {
      case COMMITTED, STORED -> CommitState.WAITING;
      case VERIFIED, RECEIPTED, DELIVERED -> CommitState.SURPLUS;
      case QUARANTINED -> CommitState.ACTIVE;
    };
  }

  private void insert(Connection tx, Commit commit) throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO commits (upload, recording, document, signature, document_sha256, state,"
            + " error, detail, committed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        commit.upload().hex(),
        commit.recording().hex(),
        commit.paper().document(),
        commit.paper().signature(),
        commit.paper().digest().hex(),
        commit.state().text(),
        commit.error().map(ErrorCode::code).orElse(null),
        commit.detail(),
        clock.millis());
    Sql.update(tx, "UPDATE uploads SET state = 'committed' WHERE id = ?", commit.upload().hex());
  }

  @Override
  public void refuse(UploadId upload, SignedDocument paper, ErrorCode error, String detail)
      throws IOException {
    RecordingId unproven = new RecordingId(paper.digest().hex());
    writer.write(
        tx -> {
          if (RecordingRows.commitOf(tx, upload).isEmpty()) {
            Optional<ErrorCode> code = Optional.of(error);
            insert(tx, new Commit(upload, unproven, paper, CommitState.QUARANTINED, code, detail));
            log.append(
                tx,
                unproven,
                CustodyEvent.QUARANTINED,
                Map.of("detail", detail, "error", error.code(), "upload", upload.hex()));
          }
          return true;
        });
  }

  @Override
  public void stored(RecordingId recording, UploadId upload) throws IOException {
    writer.write(
        tx -> {
          int changed =
              Sql.update(
                  tx,
                  "UPDATE recordings SET state = 'stored'"
                      + " WHERE id = ? AND upload = ? AND state = 'committed'",
                  recording.hex(),
                  upload.hex());
          if (changed == 1) {
            log.append(tx, recording, CustodyEvent.STORED, Map.of("upload", upload.hex()));
          }
          return true;
        });
  }

  @Override
  public CustodyReference verified(RecordingId recording, UploadId upload) throws IOException {
    return writer.write(
        tx -> {
          Recording now =
              RecordingRows.recording(tx, recording)
                  .orElseThrow(() -> new IOException("recording " + recording + ": unknown"));
          if (now.verified().isPresent()) {
            return now.verified().get();
          }
          CustodyReference entry =
              log.append(tx, recording, CustodyEvent.VERIFIED, Map.of("upload", upload.hex()));
          RecordingRows.setVerified(tx, recording, entry);
          AttributionRows.add(tx, recording, AttributionRows.cameraOf(tx, recording));
          makeWaitingSurplus(tx, recording);
          return entry;
        });
  }

  private void makeWaitingSurplus(Connection tx, RecordingId recording)
      throws SQLException, IOException {
    for (Commit commit : RecordingRows.commitsOf(tx, recording)) {
      if (commit.state() == CommitState.WAITING) {
        RecordingRows.setCommitState(tx, commit.upload(), CommitState.SURPLUS);
        log.append(tx, recording, CustodyEvent.SEEN_AGAIN, Map.of("upload", commit.upload().hex()));
      }
    }
  }

  @Override
  public void quarantined(RecordingId recording, UploadId upload, ErrorCode error, String detail)
      throws IOException {
    writer.write(
        tx -> {
          if (RecordingRows.quarantine(tx, recording, upload, error, detail)) {
            log.append(
                tx,
                recording,
                CustodyEvent.QUARANTINED,
                Map.of("detail", detail, "error", error.code(), "upload", upload.hex()));
          }
          return true;
        });
  }

  @Override
  public boolean promote(RecordingId recording) throws IOException {
    return writer.write(
        tx -> {
          Optional<Commit> next =
              RecordingRows.commitsOf(tx, recording).stream()
                  .filter(commit -> commit.state() == CommitState.WAITING)
                  .findFirst();
          return next.isPresent() && RecordingRows.promote(tx, recording, next.get().upload());
        });
  }

  @Override
  public void receipted(RecordingId recording, Stage stage, SignedDocument receipt)
      throws IOException {
    writer.write(
        tx -> {
          if (RecordingRows.receipt(tx, recording, stage).isEmpty()) {
            RecordingRows.addReceipt(tx, recording, stage, receipt, clock.millis());
            log.append(
                tx,
                recording,
                CustodyEvent.RECEIPTED,
                Map.of("receipt", receipt.digest().hex(), "stage", stage.text()));
          }
          return true;
        });
  }

  @Override
  public Optional<Commit> commitOf(UploadId upload) throws IOException {
    return readers.read(db -> RecordingRows.commitOf(db, upload));
  }

  @Override
  public List<Commit> commitsOf(RecordingId recording) throws IOException {
    return readers.read(db -> RecordingRows.commitsOf(db, recording));
  }

  @Override
  public List<Quarantined> quarantined() throws IOException {
    return readers.read(QuarantineRows::all);
  }

  @Override
  public List<Quarantined> openQuarantine(int limit) throws IOException {
    return readers.read(db -> QuarantineRows.open(db, limit));
  }

  @Override
  public Optional<Recording> recording(RecordingId id) throws IOException {
    return readers.read(db -> RecordingRows.recording(db, id));
  }

  @Override
  public List<RecordingId> unfinished() throws IOException {
    return readers.read(RecordingRows::unfinished);
  }

  @Override
  public Optional<SignedDocument> receipt(RecordingId recording, Stage stage) throws IOException {
    return readers.read(db -> RecordingRows.receipt(db, recording, stage));
  }

  @Override
  public Optional<RecordingStatus> status(RecordingId recording) throws IOException {
    return readers.read(db -> RecordingRows.status(db, recording));
  }

  @Override
  public List<RecordingStatus> statuses(Collection<RecordingId> recordings) throws IOException {
    return readers.read(
        db -> {
          List<RecordingStatus> known = new ArrayList<>();
          for (RecordingId recording : recordings) {
            RecordingRows.status(db, recording).ifPresent(known::add);
          }
          return known;
        });
  }

  @Override
  public List<KnownRecording> knownRecordings(
      CameraId camera, Optional<RecordingId> after, int limit) throws IOException {
    return readers.read(db -> RecordingRows.known(db, camera, after, limit));
  }

  @Override
  public List<byte[]> custody(RecordingId recording) throws IOException {
    return readers.read(
        db ->
            Sql.list(
                db,
                "SELECT entry FROM custody WHERE recording = ? ORDER BY position",
                row -> row.getBytes(1),
                recording.hex()));
  }

  @Override
  public long custodyCount() throws IOException {
    return readers.read(
        db -> Sql.number(db, "SELECT coalesce(max(position), -1) + 1 FROM custody"));
  }
}
