package org.dockwarden.gateway.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dockwarden.evidence.custody.CustodyEntry;
import org.dockwarden.evidence.custody.CustodyJson;
import org.dockwarden.evidence.custody.CustodyLeaf;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteIndexTest {
  private static final DockId DOCK = new DockId("dock-0001");
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("gateway.db");
  }

  private SqliteIndex open() throws IOException {
    return SqliteIndex.open(file(), "gateway-1", CLOCK);
  }

  private static Upload upload(int number) {
    UploadId id = new UploadId("%032x".formatted(number));
    return new Upload(id, DOCK, 10, 0, "a YQ==", UploadState.OPEN, Instant.ofEpochSecond(1));
  }

  @Test
  void keepsEverythingOverARestart() throws IOException {
    try (SqliteIndex index = open()) {
      assertTrue(index.uploads().add(upload(1), 9));
      index.uploads().advance(upload(1).id(), 4, Instant.ofEpochSecond(2));
    }
    try (SqliteIndex index = open()) {
      Upload found = index.uploads().upload(upload(1).id()).orElseThrow();
      assertEquals(4, found.offset());
      assertEquals("a YQ==", found.metadata());
    }
  }

  @Test
  void refusesACorruptIndexAndLeavesItAsItIs() throws IOException {
    try (SqliteIndex index = open()) {
      for (int i = 0; i < 500; i++) {
        index.uploads().add(upload(i), 1000);
      }
    }
    byte[] bytes = Files.readAllBytes(file());
    Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
    Files.write(file(), bytes);
    EvidenceException refused = assertThrows(EvidenceException.class, this::open);
    assertEquals(ErrorCode.INDEX_CORRUPT, refused.code());
    assertArrayEquals(bytes, Files.readAllBytes(file()));
  }

  @Test
  void refusesASecondGateway() throws IOException {
    try (SqliteIndex _ = open()) {
      assertThrows(Exception.class, this::open);
    }
  }

  @Test
  void chainsCustodyEntriesUnderManyWriters() throws Exception {
    int count = 100;
    try (SqliteIndex index = open();
        ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        index.uploads().add(upload(i), 1000);
        var _ = writers.submit(() -> refuse(index, number));
      }
    }
    try (SqliteIndex index = open()) {
      assertEquals(count, index.recordings().custodyCount());
      Map<Long, CustodyEntry> chain = new java.util.TreeMap<>();
      Map<Long, Digest> leaves = new java.util.TreeMap<>();
      for (int i = 0; i < count; i++) {
        byte[] entry = index.recordings().custody(recording(i)).getFirst();
        CustodyEntry decoded = CustodyJson.decode(entry);
        chain.put(decoded.index(), decoded);
        leaves.put(decoded.index(), CustodyLeaf.hash(entry));
      }
      for (long i = 1; i < count; i++) {
        assertEquals(
            Optional.ofNullable(leaves.get(i - 1)),
            java.util.Objects.requireNonNull(chain.get(i)).previous());
      }
    }
  }

  private static boolean refuse(SqliteIndex index, int number) throws IOException {
    index.recordings().refuse(upload(number).id(), paper(number), ErrorCode.SIGNATURE_INVALID, "x");
    return true;
  }

  private static SignedDocument paper(int number) {
    return new SignedDocument(new byte[] {(byte) number}, new byte[0]);
  }

  private static RecordingId recording(int number) {
    return new RecordingId(paper(number).digest().hex());
  }

  @Test
  void doesNotAdvanceWhatIsNotOpen() throws IOException {
    try (SqliteIndex index = open()) {
      assertThrows(
          IOException.class,
          () -> index.uploads().advance(upload(1).id(), 1, Instant.ofEpochSecond(1)));
    }
  }
}
