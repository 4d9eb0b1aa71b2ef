package org.dockwarden.gateway.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.custody.CustodyEntry;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.custody.CustodyJson;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.index.Quarantined.Standing;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's note on what is kept apart (C-6), beside a gateway that writes. */
class QuarantineRegisterTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;
  private Path file;
  private SqliteIndex index;

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve("gateway.db");
    index = SqliteIndex.open(file, "gateway-1", CLOCK);
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private QuarantineRegister register() throws IOException {
    return QuarantineRegister.open(file, "gateway-1", CLOCK);
  }

  private static UploadId id(int number) {
    return new UploadId("%032x".formatted(number));
  }

  private static SignedDocument paper(int number) {
    return new SignedDocument(
        Integer.toString(number).getBytes(StandardCharsets.US_ASCII), new byte[0]);
  }

  private UploadId refuse(int number) throws IOException {
    DockId dock = new DockId("dock-0001");
    Instant expiry = Instant.ofEpochSecond(1);
    index.uploads().add(new Upload(id(number), dock, 1, 0, "", UploadState.OPEN, expiry), 1000);
    index.recordings().refuse(id(number), paper(number), ErrorCode.SIGNATURE_INVALID, "x");
    return id(number);
  }

  private CustodyEntry lastEntry(int number) throws IOException {
    RecordingId about = new RecordingId(paper(number).digest().hex());
    return CustodyJson.decode(index.recordings().custody(about).getLast());
  }

  @Test
  void listsWhatIsOpen() throws IOException {
    UploadId upload = refuse(1);
    try (QuarantineRegister register = register()) {
      Quarantined one = register.entries().getFirst();
      assertEquals(upload, one.upload());
      assertEquals(new DockId("dock-0001"), one.dock());
      assertEquals(Optional.of(ErrorCode.SIGNATURE_INVALID), one.error());
      assertEquals(Standing.OPEN, one.standing());
      assertTrue(one.refused());
    }
    assertEquals(1, index.recordings().openQuarantine(9).size());
  }

  @Test
  void writesWhoAndWhyIntoTheCustodyLog() throws IOException {
    UploadId upload = refuse(1);
    try (QuarantineRegister register = register()) {
      register.acknowledge(upload, "Siôn", "bad disk, ☃ and \ud83d\udcf7");
      assertEquals(Standing.ACKNOWLEDGED, register.entries().getFirst().standing());
    }
    CustodyEntry entry = lastEntry(1);
    assertEquals(CustodyEvent.QUARANTINE_ACKNOWLEDGED, entry.event());
    assertEquals("Siôn", entry.facts().get("by"));
    assertEquals("bad disk, ☃ and \ud83d\udcf7", entry.facts().get("reason"));
    assertEquals("signature-invalid", entry.facts().get("error"));
    assertEquals(upload.hex(), entry.facts().get("upload"));
    assertEquals(List.of(), index.recordings().openQuarantine(9));
    assertEquals(1, index.recordings().quarantined().size());
  }

  @Test
  void takesTheSameNoteOnce() throws IOException {
    UploadId upload = refuse(1);
    try (QuarantineRegister register = register()) {
      register.acknowledge(upload, "A", "first");
      Optional<Quarantined> before = register.acknowledge(upload, "B", "second");
      assertEquals(Optional.of(Standing.ACKNOWLEDGED), before.map(Quarantined::standing));
    }
    assertEquals(2, index.recordings().custodyCount());
    assertEquals("first", lastEntry(1).facts().get("reason"));
  }

  @Test
  void knowsNothingOfWhatIsNotKeptApart() throws IOException {
    try (QuarantineRegister register = register()) {
      assertEquals(Optional.empty(), register.acknowledge(id(7), "A", "x"));
    }
    assertEquals(0, index.recordings().custodyCount());
  }

  /** I4: no note without its entry. */
  @Test
  void takesNoNoteThatTheCustodyLogDoesNotTake() throws Exception {
    UploadId upload = refuse(1);
    sql("CREATE TRIGGER full BEFORE INSERT ON custody BEGIN SELECT RAISE(ABORT, 'full'); END");
    try (QuarantineRegister register = register()) {
      assertThrows(IOException.class, () -> register.acknowledge(upload, "A", "x"));
      assertEquals(Standing.OPEN, register.entries().getFirst().standing());
    }
  }

  @Test
  void writesBesideAGatewayAndTheChainStaysOne() throws Exception {
    int count = 100;
    for (int i = 0; i < count; i++) {
      refuse(i);
    }
    try (ExecutorService gateway = Executors.newVirtualThreadPerTaskExecutor();
        QuarantineRegister register = register()) {
      List<Future<UploadId>> busy =
          IntStream.range(count, 2 * count)
              .mapToObj(number -> gateway.submit(() -> refuse(number)))
              .toList();
      for (int i = 0; i < count; i++) {
        register.acknowledge(id(i), "A", "x");
      }
      for (Future<UploadId> one : busy) {
        one.get();
      }
    }
    close();
    open(); // Checks the chain.
    assertEquals(3L * count, index.recordings().custodyCount());
    assertEquals(count, index.recordings().openQuarantine(1000).size());
  }

  /** However much is kept apart, nobody looks at it again and again. */
  @Test
  void isNoUnfinishedWorkUnlessAnotherCommitWaits() throws Exception {
    Manifest manifest =
        Clip.of(X25519Identity.generate(new SecureRandom()).recipient(), "d", "A", 9, 1).manifest();
    RecordingId recording = manifest.recordingId();
    index.recordings().commit(open(1), paper(manifest), manifest);
    index.recordings().quarantined(recording, id(1), ErrorCode.SEALED_DIGEST_MISMATCH, "x");
    assertEquals(List.of(), index.recordings().unfinished());
    index.recordings().commit(open(2), paper(manifest), manifest);
    index.recordings().commit(open(3), paper(manifest), manifest);
    index.recordings().quarantined(recording, id(2), ErrorCode.SEALED_DIGEST_MISMATCH, "x");
    assertEquals(List.of(recording), index.recordings().unfinished());
  }

  private static SignedDocument paper(Manifest manifest) {
    return new SignedDocument(ManifestJson.encode(manifest), new byte[] {1});
  }

  private UploadId open(int number) throws IOException {
    DockId dock = new DockId("dock-0001");
    Instant expiry = Instant.ofEpochSecond(1);
    index.uploads().add(new Upload(id(number), dock, 1, 1, "", UploadState.OPEN, expiry), 1000);
    return id(number);
  }

  @Test
  void refusesAnIndexOfAnotherVersionAndMakesNone() throws Exception {
    sql("PRAGMA user_version = 1");
    EvidenceException refused = assertThrows(EvidenceException.class, this::register);
    assertEquals(ErrorCode.CONFIGURATION_INVALID, refused.code());
    Path none = folder.resolve("none.db");
    assertThrows(IOException.class, () -> QuarantineRegister.open(none, "gateway-1", CLOCK));
    assertTrue(Files.notExists(none));
    sql("PRAGMA user_version = 3");
  }

  private void sql(String statement) throws SQLException {
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Sql.update(db, statement);
    }
  }
}
