package org.dockwarden.agent.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.FileKind;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteJournalTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final CameraId CAMERA = CameraId.parse("1209:0001:A");
  private static final SignedDocument PAPER = new SignedDocument(new byte[] {1}, new byte[] {2});

  @TempDir private Path folder = Path.of("");

  @Test
  void whatWasWrittenIsThereAfterReopening() throws IOException {
    Path file = folder.resolve("agent.db");
    UUID object = UUID.randomUUID();
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      new RecordingJournal(journal, InstantSource.system()).plan(object);
    }
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      assertTrue(new RecordingJournal(journal, InstantSource.system()).knows(object));
    }
  }

  @Test
  void anObjectIsAnOrphanUntilItIsARecordings() throws IOException {
    UUID object = UUID.randomUUID();
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"))) {
      RecordingJournal recordings = new RecordingJournal(journal, InstantSource.system());
      recordings.plan(object);
      assertTrue(recordings.isOrphan(object));
      journal.write(
          c ->
              Sql.update(
                  c, "UPDATE sealed_object SET complete = 1 WHERE id = ?", object.toString()));
      assertFalse(recordings.isOrphan(object));
      assertTrue(recordings.knows(object));
    }
  }

  @Test
  void workThatFailsLeavesTheOthersOfItsGroupAlone() throws Exception {
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"))) {
      List<Thread> threads = new ArrayList<>();
      for (int number = 0; number < 40; number++) {
        boolean fails = number % 4 == 0;
        String name = "counter-" + number;
        threads.add(Thread.ofVirtual().start(() -> writeOrFail(journal, name, fails)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      long kept = journal.read(c -> Sql.number(c, "SELECT COUNT(*) FROM counter"));
      assertEquals(30, kept);
    }
  }

  private static void writeOrFail(SqliteJournal journal, String name, boolean fails) {
    try {
      journal.write(
          c -> {
            Sql.update(c, "INSERT INTO counter (name, value) VALUES (?, 0)", name);
            if (fails) {
              throw new IOException("wanted");
            }
            return 0;
          });
    } catch (IOException e) {
      assertTrue(fails);
    }
  }

  @Test
  void aFileThatIsNoJournalIsCorrupt() throws IOException {
    Path file = folder.resolve("agent.db");
    Files.writeString(file, "this is no database, and long enough to be looked at ".repeat(200));
    EvidenceException e =
        assertThrows(EvidenceException.class, () -> SqliteJournal.open(file).close());
    assertEquals(ErrorCode.JOURNAL_CORRUPT, e.code());
  }

  /** Recognised as another dock's, and then the gateway has lost it: only the camera has it. */
  @Test
  void aRecordingThatNobodyHoldsAnyMoreIsReadAgain() throws IOException {
    UUID docking = UUID.randomUUID();
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"))) {
      RecordingJournal recordings = new RecordingJournal(journal, CLOCK);
      ReceiptJournal receipts = new ReceiptJournal(journal, CLOCK);
      RecordingId recording = adopt(journal, docking);
      receipts.keep(recording, Stage.STORED, PAPER);
      receipts.lost(recording);
      assertTrue(new DockingJournal(journal).next(docking).isPresent());
      assertEquals(List.of(), recordings.known(CAMERA, 1));
      long kept = journal.read(c -> Sql.number(c, "SELECT COUNT(*) FROM receipt"));
      assertEquals(0, kept);
    }
  }

  @Test
  void aRecordingAwaitsItsReceiptUntilTheOneThatReleasesItIsThere() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"))) {
      RecordingJournal recordings = new RecordingJournal(journal, CLOCK);
      ReceiptJournal receipts = new ReceiptJournal(journal, CLOCK);
      RecordingId recording = adopt(journal, UUID.randomUUID());
      assertEquals(1, recordings.backlog(Stage.STORED).awaitingReceipt());
      assertEquals(1, recordings.backlog(Stage.DELIVERED).awaitingReceipt());
      receipts.keep(recording, Stage.STORED, PAPER);
      assertEquals(0, recordings.backlog(Stage.STORED).awaitingReceipt());
      assertEquals(1, recordings.backlog(Stage.DELIVERED).awaitingReceipt());
      receipts.keep(recording, Stage.DELIVERED, PAPER);
      assertEquals(0, recordings.backlog(Stage.DELIVERED).awaitingReceipt());
    }
  }

  /** A file of a camera, recognised as a recording that the gateway holds. */
  private static RecordingId adopt(SqliteJournal journal, UUID docking) throws IOException {
    CameraPath path = new CameraPath("one.mp4");
    Digest digest = Digest.compute(new byte[] {1});
    KnownContent known =
        new KnownContent(
            RecordingId.of(CAMERA, path, 1, digest),
            path,
            1,
            digest,
            Optional.empty(),
            false,
            false);
    DockingJournal dockings = new DockingJournal(journal);
    Instant now = CLOCK.instant();
    dockings.list(
        docking,
        List.of(
            new ListedFile(path, 1, now, 1, 1, now, FileKind.FOOTAGE, false, Optional.empty())));
    new RecordingJournal(journal, CLOCK).adopt(dockings.next(docking).orElseThrow(), CAMERA, known);
    return known.recording();
  }
}
