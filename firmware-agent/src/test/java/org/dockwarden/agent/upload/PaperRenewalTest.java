package org.dockwarden.agent.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.journal.RecordingProgress;
import org.dockwarden.agent.journal.SqliteJournal;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.SignedDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PaperRenewalTest {
  private static final byte[] MANIFEST = "a manifest".getBytes(StandardCharsets.UTF_8);

  private final TestPki before = new TestPki("Docks as they were");
  private final TestPki now = new TestPki("Docks");
  private final TestIdentity old = before.dock("dock-0001");
  private final TestIdentity renewed = now.dock("dock-0001");

  @TempDir private Path folder = Path.of("");
  private SqliteJournal journal;
  private RecordingJournal recordings;
  private SignedDocument paper;

  @BeforeEach
  void open() throws IOException {
    journal = SqliteJournal.open(folder.resolve("agent.db"));
    recordings = new RecordingJournal(journal, InstantSource.system());
    paper = signer(old).sign(MANIFEST, Instant.now());
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  @Test
  void whatWaitsIsTheSameDocumentWithTheNewCertificatesSignature() throws IOException {
    RecordingId queued = recording(1, RecordingProgress.QUEUED);
    RecordingId uploading = recording(2, RecordingProgress.UPLOADING);
    renewWith(renewed);
    for (RecordingId recording : List.of(queued, uploading)) {
      SignedDocument signed = manifest(recording);
      assertArrayEquals(MANIFEST, signed.document());
      assertEquals(paper.digest(), signed.digest());
      assertEquals(
          renewed.certificate(),
          new DocumentVerifier(Set.of(now.certificate()), List.of()).verify(signed, Instant.now()));
    }
  }

  @Test
  void whatIsNotWaitingKeepsItsSignature() throws IOException {
    int number = 0;
    for (RecordingProgress state : RecordingProgress.values()) {
      if (state != RecordingProgress.QUEUED && state != RecordingProgress.UPLOADING) {
        RecordingId recording = recording(++number, state);
        renewWith(renewed);
        assertArrayEquals(paper.signature(), manifest(recording).signature(), state.text());
      }
    }
  }

  @Test
  void theSameCertificateChangesNothing() throws IOException {
    RecordingId recording = recording(1, RecordingProgress.QUEUED);
    renewWith(old);
    assertArrayEquals(paper.signature(), manifest(recording).signature());
  }

  @Test
  void aSecondRunChangesNothing() throws IOException {
    RecordingId recording = recording(1, RecordingProgress.QUEUED);
    renewWith(renewed);
    byte[] once = manifest(recording).signature();
    assertFalse(Arrays.equals(paper.signature(), once));
    renewWith(renewed);
    assertArrayEquals(once, manifest(recording).signature());
  }

  private void renewWith(TestIdentity identity) throws IOException {
    new PaperRenewal(recordings, signer(identity), InstantSource.system()).run();
  }

  private static DocumentSigner signer(TestIdentity identity) throws IOException {
    return new DocumentSigner(identity.key(), List.of(identity.certificate()));
  }

  private SignedDocument manifest(RecordingId recording) throws IOException {
    return recordings.manifest(recording).orElseThrow();
  }

  private RecordingId recording(int number, RecordingProgress state) throws IOException {
    RecordingId id = new RecordingId("%064x".formatted(number));
    journal.write(
        c -> {
          try (PreparedStatement insert =
              c.prepareStatement(
                  "INSERT INTO recording (id, camera, path, bytes, sha256, state, flagged,"
                      + " order_millis, sealed_bytes, manifest, manifest_signature, changed_at)"
                      + " VALUES (?, '1209:0001:BW-1', 'A.MP4', 1, ?, ?, 0, 0, 1, ?, ?, ?)")) {
            insert.setString(1, id.hex());
            insert.setString(2, Digest.compute(MANIFEST).hex());
            insert.setString(3, state.text());
            insert.setBytes(4, paper.document());
            insert.setBytes(5, paper.signature());
            insert.setString(6, Instant.now().toString());
            return insert.executeUpdate();
          }
        });
    return id;
  }
}
