package org.dockwarden.agent.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.ClockOffset;
import org.dockwarden.evidence.manifest.FileKind;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H-25: since when the oldest recording has been on its way. */
final class RecordedTimesTest {
  private static final Instant LISTED = Instant.parse("2026-11-28T06:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(LISTED);
  private static final CameraId CAMERA = CameraId.parse("1209:0001:A");
  private static final SignedDocument PAPER = new SignedDocument(new byte[] {1}, new byte[] {2});

  @TempDir private Path folder = Path.of("");

  private static UUID dock(SqliteJournal journal, Optional<Duration> offset) throws IOException {
    UUID docking = UUID.randomUUID();
    new DockingJournal(journal)
        .begin(
            new Docking(
                docking,
                CAMERA,
                "test-camera",
                Optional.empty(),
                new BayNumber(1),
                "connection",
                LISTED,
                offset.map(it -> new ClockOffset(it, Duration.ofSeconds(1), LISTED))));
    return docking;
  }

  private static ListedFile file(String name, FileKind kind, String modified, String recordedAt) {
    return new ListedFile(
        new CameraPath(name),
        1,
        Instant.parse(modified),
        1,
        1,
        LISTED,
        kind,
        false,
        recordedAt.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(recordedAt)));
  }

  private static Optional<Instant> at(String time) {
    return Optional.of(Instant.parse(time));
  }

  private static RecordingId adoptNext(SqliteJournal journal, UUID docking) throws IOException {
    CameraFile file = new DockingJournal(journal).next(docking).orElseThrow();
    CameraPath path = file.file().path();
    Digest digest = Digest.compute(new byte[] {1});
    RecordingId id = RecordingId.of(CAMERA, path, 1, digest);
    new RecordingJournal(journal, CLOCK)
        .adopt(file, CAMERA, new KnownContent(id, path, 1, digest, Optional.empty(), false, false));
    return id;
  }

  @Test
  void theOldestOnACameraIsToldByTheDocksClock() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"))) {
      DockingJournal dockings = new DockingJournal(journal);
      UUID docking = dock(journal, Optional.of(Duration.ofHours(1)));
      assertEquals(Optional.empty(), dockings.counts(docking).oldestRecordedAt());
      dockings.list(
          docking,
          List.of(
              file("b.mp4", FileKind.FOOTAGE, "2026-11-28T05:00:00Z", "2026-11-28T04:30:00Z"),
              file("a.mp4", FileKind.FOOTAGE, "2026-11-28T04:00:00Z", ""),
              file("device.log", FileKind.METADATA, "2020-01-01T00:00:00Z", "")));
      assertEquals(at("2026-11-28T03:00:00Z"), dockings.counts(docking).oldestRecordedAt());
      journal.write(
          c -> Sql.update(c, "UPDATE camera_file SET state = 'released' WHERE path = 'a.mp4'"));
      assertEquals(at("2026-11-28T03:30:00Z"), dockings.counts(docking).oldestRecordedAt());
    }
  }

  @Test
  void aTimeAfterTheListingIsNotBelieved() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"))) {
      DockingJournal dockings = new DockingJournal(journal);
      UUID docking = dock(journal, Optional.empty());
      dockings.list(docking, List.of(file("a.mp4", FileKind.FOOTAGE, "2036-01-01T00:00:00Z", "")));
      assertEquals(Optional.empty(), dockings.counts(docking).oldestRecordedAt());
      adoptNext(journal, docking);
      RecordingJournal recordings = new RecordingJournal(journal, CLOCK);
      assertEquals(Optional.empty(), recordings.backlog(Stage.STORED).oldestRecordedAt());
    }
  }

  @Test
  void theOldestOfTheBacklogGoesWithTheReceiptThatReleases() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"))) {
      RecordingJournal recordings = new RecordingJournal(journal, CLOCK);
      ReceiptJournal receipts = new ReceiptJournal(journal, CLOCK);
      assertEquals(Optional.empty(), recordings.backlog(Stage.DELIVERED).oldestRecordedAt());
      UUID docking = dock(journal, Optional.of(Duration.ofMinutes(-10)));
      new DockingJournal(journal)
          .list(
              docking,
              List.of(
                  file("a.mp4", FileKind.FOOTAGE, "2026-11-27T23:00:00Z", "2026-11-27T22:00:00Z"),
                  file("b.mp4", FileKind.FOOTAGE, "2026-11-28T01:00:00Z", "")));
      RecordingId older = adoptNext(journal, docking);
      adoptNext(journal, docking);
      Optional<Instant> oldest = at("2026-11-27T22:10:00Z");
      assertEquals(oldest, recordings.backlog(Stage.DELIVERED).oldestRecordedAt());
      receipts.keep(older, Stage.STORED, PAPER);
      assertEquals(oldest, recordings.backlog(Stage.DELIVERED).oldestRecordedAt());
      assertEquals(at("2026-11-28T01:10:00Z"), recordings.backlog(Stage.STORED).oldestRecordedAt());
      receipts.keep(older, Stage.DELIVERED, PAPER);
      assertEquals(
          at("2026-11-28T01:10:00Z"), recordings.backlog(Stage.DELIVERED).oldestRecordedAt());
    }
  }

  @Test
  void whatAnOlderAgentSealedCountsByTheCamerasOwnTime() throws IOException {
    Path file = folder.resolve("agent.db");
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      journal.write(
          c -> {
            Sql.update(c, "DROP INDEX recording_recorded");
            Sql.update(c, "ALTER TABLE recording DROP COLUMN recorded_millis");
            Sql.update(
                c,
                "INSERT INTO recording (id, camera, path, bytes, sha256, state, flagged,"
                    + " order_millis, sealed_bytes, changed_at)"
                    + " VALUES ('a', 'b', 'c', 1, 'd', 'queued', 0, 1000, 1, ?)",
                LISTED.toString());
            return Sql.update(c, "PRAGMA user_version = 4");
          });
    }
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      assertEquals(
          Optional.of(Instant.ofEpochSecond(1)),
          new RecordingJournal(journal, CLOCK).backlog(Stage.STORED).oldestRecordedAt());
    }
  }
}
