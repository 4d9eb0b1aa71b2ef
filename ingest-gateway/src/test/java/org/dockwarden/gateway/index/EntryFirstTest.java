package org.dockwarden.gateway.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * I4: no change of the index without its custody entry. Each change is tried with a custody log
 * that takes nothing: it must fail and leave every row as it was; then again with one that does.
 */
class EntryFirstTest {
  private static final List<String> TABLES =
      List.of("uploads", "commits", "recordings", "receipts", "deliveries");

  @TempDir Path folder;
  private Path file;
  private SqliteIndex index;
  private int uploads;
  private Manifest first;
  private Manifest second;

  /** A change. */
  private interface Step {
    void run() throws IOException;
  }

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve("gateway.db");
    index = SqliteIndex.open(file, "gateway-1", InstantSource.system());
    var recipient = X25519Identity.generate(new SecureRandom()).recipient();
    first = Clip.of(recipient, "d", "A.MP4", 10, 1).manifest();
    second = Clip.of(recipient, "d", "B.MP4", 10, 2).manifest();
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private UploadId upload() throws IOException {
    UploadId id = new UploadId("%032x".formatted(++uploads));
    Instant expiry = Instant.ofEpochSecond(1);
    index.uploads().add(new Upload(id, new DockId("d"), 1, 1, "", UploadState.OPEN, expiry), 99);
    return id;
  }

  private static SignedDocument paper(Manifest manifest) {
    return new SignedDocument(ManifestJson.encode(manifest), new byte[] {1});
  }

  private static SignedDocument receipt(String text) {
    return new SignedDocument(text.getBytes(StandardCharsets.US_ASCII), new byte[] {1});
  }

  @Test
  void changesNothingOfADeliveredRecordingWithoutAnEntry() throws Exception {
    RecordingIndex recordings = index.recordings();
    DeliveryIndex deliveries = index.deliveries();
    RecordingId id = first.recordingId();
    UploadId upload = upload();
    UploadId waiting = upload();
    UploadId surplus = upload();
    needsAnEntry("committed", () -> recordings.commit(upload, paper(first), first));
    needsAnEntry("committed behind", () -> recordings.commit(waiting, paper(first), first));
    needsAnEntry("stored", () -> recordings.stored(id, upload));
    needsAnEntry("verified", () -> recordings.verified(id, upload));
    needsAnEntry("receipted", () -> recordings.receipted(id, Stage.STORED, receipt("s")));
    needsAnEntry("seen again", () -> recordings.commit(surplus, paper(first), first));
    needsAnEntry("handed over", () -> deliveries.handedOver(id, "N"));
    needsAnEntry("rejected", () -> deliveries.rejected(id, ErrorCode.DELIVERY_REJECTED, "no"));
    needsAnEntry("delivered", () -> deliveries.acknowledged(id, "R", Instant.EPOCH));
    needsAnEntry("receipted", () -> recordings.receipted(id, Stage.DELIVERED, receipt("d")));
  }

  @Test
  void changesNothingOfAQuarantinedRecordingWithoutAnEntry() throws Exception {
    RecordingIndex recordings = index.recordings();
    UploadId upload = upload();
    UploadId refused = upload();
    recordings.commit(upload, paper(second), second);
    needsAnEntry(
        "quarantined",
        () ->
            recordings.quarantined(
                second.recordingId(), upload, ErrorCode.SEALED_DIGEST_MISMATCH, "x"));
    needsAnEntry(
        "refused",
        () -> recordings.refuse(refused, receipt("r"), ErrorCode.SIGNATURE_INVALID, "x"));
  }

  private void needsAnEntry(String what, Step step) throws Exception {
    List<String> before = rows();
    long entries = index.recordings().custodyCount();
    sql("CREATE TRIGGER closed BEFORE INSERT ON custody BEGIN SELECT RAISE(ABORT, 'closed'); END");
    assertThrows(IOException.class, step::run, what);
    assertEquals(before, rows(), what);
    sql("DROP TRIGGER closed");
    step.run();
    assertTrue(index.recordings().custodyCount() > entries, what);
  }

  private void sql(String statement) throws SQLException {
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Sql.update(db, statement);
    }
  }

  /** Every row but those of the custody log, as text. */
  private List<String> rows() throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (String table : TABLES) {
        all.addAll(
            Sql.list(
                db,
                "SELECT * FROM " + table,
                row -> {
                  StringBuilder text = new StringBuilder(table);
                  for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append('|').append(row.getString(i));
                  }
                  return text.toString();
                }));
      }
    }
    return all;
  }
}
