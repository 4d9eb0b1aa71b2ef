package org.dockwarden.gateway.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.gateway.testing.FullDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosixEvidenceStoreTest extends EvidenceStoreContract {
  @TempDir Path folder;
  private EvidenceStore store;

  @BeforeEach
  void open() throws IOException {
    store = new PosixEvidenceStore(folder, 0);
  }

  @Override
  protected EvidenceStore store() {
    return store;
  }

  @Test
  void keepsQuarantinedBytesAndPapers() throws IOException {
    put(FIRST, bytes("ab"));
    store.quarantine(FIRST);
    store.quarantinePaper(FIRST, "manifest.json", bytes("{}"));
    Path apart = folder.resolve("quarantine");
    assertArrayEquals(bytes("ab"), Files.readAllBytes(apart.resolve(FIRST + ".age")));
    assertArrayEquals(bytes("{}"), Files.readAllBytes(apart.resolve(FIRST + ".manifest.json")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsTheBytesOfQuarantinedEvidence(boolean discarded) throws IOException {
    put(FIRST, bytes("ab"));
    store.place(FIRST, RECORDING);
    if (discarded) {
      store.discard(FIRST);
    }
    store.quarantine(RECORDING, FIRST);
    Path apart = folder.resolve("quarantine").resolve(FIRST + ".age");
    assertArrayEquals(bytes("ab"), Files.readAllBytes(apart));
  }

  @Test
  void hasNoRoomBelowTheReserve() throws IOException {
    assertEquals(0, new PosixEvidenceStore(folder, Long.MAX_VALUE).freeBytes());
  }

  @Test
  void finishesAQuarantineThatStoppedBetweenItsTwoNames() throws IOException {
    put(FIRST, bytes("ab"));
    store.place(FIRST, RECORDING);
    store.quarantine(FIRST); // The first half of what quarantine(recording, upload) does.
    store.quarantine(RECORDING, FIRST);
    assertFalse(Files.exists(folder.resolve("evidence/aa").resolve(RECORDING + ".age")));
  }

  @Test
  void saysFullWhenTheDiskIsFull() throws IOException {
    store = new PosixEvidenceStore(folder, 0, new FullDisk(3));
    store.create(FIRST);
    try (UploadWriter writer = store.append(FIRST, 0)) {
      writer.append(new ByteBuffer[] {ByteBuffer.wrap(bytes("ab"))});
      EvidenceException full =
          assertThrows(
              EvidenceException.class,
              () -> writer.append(new ByteBuffer[] {ByteBuffer.wrap(bytes("cdef"))}));
      assertEquals(ErrorCode.GATEWAY_STORE_FULL, full.code());
      writer.cutBack(2);
    }
    assertEquals(OptionalLong.of(2), store.length(FIRST));
  }
}
