package org.dockwarden.gateway.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.dockwarden.evidence.custody.CustodyChain;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The custody log is held against itself at each start (C-1, C-2) and printed as it is (C-5). */
class CustodyTableTest {
  private static final int ENTRIES = 5;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void makeEntries() throws IOException {
    file = folder.resolve("gateway.db");
    try (SqliteIndex index = open()) {
      for (int i = 0; i < ENTRIES; i++) {
        refuse(index, i);
      }
    }
  }

  private static void refuse(SqliteIndex index, int number) throws IOException {
    UploadId id = new UploadId("%032x".formatted(number));
    Instant expiry = Instant.ofEpochSecond(1);
    index.uploads().add(new Upload(id, new DockId("d"), 1, 0, "", UploadState.OPEN, expiry), 9);
    SignedDocument paper = new SignedDocument(new byte[] {(byte) number}, new byte[0]);
    index.recordings().refuse(id, paper, ErrorCode.SIGNATURE_INVALID, "x");
  }

  private SqliteIndex open() throws IOException {
    return SqliteIndex.open(file, "gateway-1", InstantSource.system());
  }

  private void alter(String sql) throws SQLException {
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Sql.update(db, "DROP TRIGGER custody_is_never_changed");
      Sql.update(db, "DROP TRIGGER custody_is_never_removed");
      Sql.update(db, sql);
    }
  }

  private void assertRefused(int entry) throws IOException {
    byte[] before = Files.readAllBytes(file);
    EvidenceException refused = assertThrows(EvidenceException.class, this::open);
    assertEquals(ErrorCode.CUSTODY_CHAIN_BROKEN, refused.code());
    assertTrue(
        String.valueOf(refused.getMessage()).contains("entry " + entry + ":"),
        refused.getMessage());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void startsWithASoundLog() throws IOException {
    try (SqliteIndex index = open()) {
      assertEquals(ENTRIES, index.recordings().custodyCount());
    }
  }

  @Test
  void refusesAFlippedByteInTheMiddle() throws Exception {
    alter(flipped(2));
    assertRefused(2);
  }

  @Test
  void refusesAFlippedByteInTheLastEntry() throws Exception {
    alter(flipped(ENTRIES - 1));
    assertRefused(ENTRIES - 1);
  }

  /** Another digit in the upload's id: an entry as well formed as before. */
  private static String flipped(int position) {
    String id = "%032x".formatted(position);
    return "UPDATE custody SET entry = CAST(replace(CAST(entry AS TEXT), '%s', '%s') AS BLOB)"
            .formatted(id, "f" + id.substring(1))
        + " WHERE position = "
        + position;
  }

  /** A start checks what came since the last check; printing checks all. */
  @Test
  void checksAtAStartWhatWasNotCheckedBefore() throws Exception {
    open().close();
    alter(flipped(2));
    open().close();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EvidenceException broken =
        assertThrows(EvidenceException.class, () -> SqliteIndex.printCustody(file, out));
    assertTrue(String.valueOf(broken.getMessage()).contains("entry 2:"), broken.getMessage());
  }

  @Test
  void refusesAnotherEntryInPlaceOfTheLastThatWasChecked() throws Exception {
    open().close();
    alter(flipped(ENTRIES - 1));
    assertRefused(ENTRIES - 1);
  }

  @Test
  void refusesALogThatEndsBeforeTheLastThatWasChecked() throws Exception {
    open().close();
    alter("DELETE FROM custody WHERE position >= 3");
    assertRefused(ENTRIES - 1);
  }

  @Test
  void refusesAFaultBehindTheLastThatWasChecked() throws Exception {
    try (SqliteIndex index = open()) {
      refuse(index, ENTRIES);
      refuse(index, ENTRIES + 1);
    }
    alter(flipped(ENTRIES));
    assertRefused(ENTRIES);
  }

  @Test
  void checksWhatCameWhileItRuns() throws Exception {
    try (SqliteIndex index = open()) {
      refuse(index, ENTRIES);
      index.checkCustody();
      refuse(index, ENTRIES + 1);
      refuse(index, ENTRIES + 2);
      alter(flipped(ENTRIES + 1));
      EvidenceException broken = assertThrows(EvidenceException.class, index::checkCustody);
      assertEquals(ErrorCode.CUSTODY_CHAIN_BROKEN, broken.code());
    }
    assertRefused(ENTRIES + 1);
  }

  @Test
  void refusesBytesThatAreNoEntry() throws Exception {
    alter("UPDATE custody SET entry = x'00' WHERE position = 0");
    assertRefused(0);
  }

  @Test
  void refusesAGap() throws Exception {
    alter("DELETE FROM custody WHERE position = 3");
    assertRefused(3);
  }

  @Test
  void refusesAnotherLeafOrAnotherRecordingInTheColumns() throws Exception {
    alter("UPDATE custody SET recording = leaf WHERE position = 1");
    assertRefused(1);
  }

  @Test
  void refusesALogWithoutTheEntryOfAVerifiedRecording() throws Exception {
    alter(
        "INSERT INTO recordings SELECT recording, 'receipted', NULL, upload, 'c', 'p', 1, 'd',"
            + " (SELECT leaf FROM custody WHERE position = 0), 7 FROM commits LIMIT 1");
    assertRefused(7);
  }

  @Test
  void printsTheExactBytesWhileTheIndexIsInUse() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SqliteIndex _ = open()) {
      SqliteIndex.printCustody(file, out);
    }
    List<String> lines;
    try (Stream<String> found = out.toString(StandardCharsets.UTF_8).lines()) {
      lines = found.toList();
    }
    CustodyChain chain = CustodyChain.ofAll();
    for (String line : lines) {
      chain.add(line.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(ENTRIES, chain.count());
  }

  @Test
  void printsABrokenLogWholeAndThenSaysSo() throws Exception {
    alter("UPDATE custody SET entry = x'7b7d' WHERE position = 1");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EvidenceException broken =
        assertThrows(EvidenceException.class, () -> SqliteIndex.printCustody(file, out));
    assertEquals(ErrorCode.CUSTODY_CHAIN_BROKEN, broken.code());
    assertEquals(ENTRIES, out.toString(StandardCharsets.UTF_8).lines().count());
  }

  @Test
  void makesNoIndexToPrint() {
    Path none = folder.resolve("none.db");
    assertThrows(
        IOException.class, () -> SqliteIndex.printCustody(none, new ByteArrayOutputStream()));
    assertTrue(Files.notExists(none));
  }
}
