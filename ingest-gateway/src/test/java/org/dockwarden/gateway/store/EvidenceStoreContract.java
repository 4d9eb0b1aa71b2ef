package org.dockwarden.gateway.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.gateway.store.EvidenceStore.Placement;
import org.dockwarden.gateway.upload.UploadId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link EvidenceStore} has to do; its test extends this and opens one. */
abstract class EvidenceStoreContract {
  protected static final UploadId FIRST = new UploadId("1".repeat(32));
  protected static final UploadId SECOND = new UploadId("2".repeat(32));
  protected static final RecordingId RECORDING = new RecordingId("a".repeat(64));

  /** The store under test, empty at first; the same one each time it is called in a test. */
  protected abstract EvidenceStore store() throws IOException;

  protected void put(UploadId upload, byte[] bytes) throws IOException {
    store().create(upload);
    try (UploadWriter writer = store().append(upload, 0)) {
      writer.append(new ByteBuffer[] {ByteBuffer.wrap(bytes)});
      writer.force();
    }
  }

  protected byte[] evidence() throws IOException {
    try (InputStream in = store().open(RECORDING)) {
      return in.readAllBytes();
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void knowsNoUploadAtFirst() throws IOException {
    assertEquals(OptionalLong.empty(), store().length(FIRST));
    assertEquals(List.of(), store().uploads());
  }

  @Test
  void appendsInOrderAcrossWriters() throws IOException {
    put(FIRST, bytes("ab"));
    try (UploadWriter writer = store().append(FIRST, 2)) {
      writer.append(new ByteBuffer[] {ByteBuffer.wrap(bytes("cd")), ByteBuffer.wrap(bytes("ef"))});
      writer.force();
    }
    store().place(FIRST, RECORDING);
    assertArrayEquals(bytes("abcdef"), evidence());
  }

  @Test
  void cutsOffWhatLiesBeyondTheOffset() throws IOException {
    put(FIRST, bytes("abcdef"));
    store().append(FIRST, 2).close();
    assertEquals(OptionalLong.of(2), store().length(FIRST));
  }

  @Test
  void refusesToAppendBeyondTheEnd() throws IOException {
    put(FIRST, bytes("ab"));
    assertThrows(IOException.class, () -> store().append(FIRST, 3));
    assertEquals(OptionalLong.of(2), store().length(FIRST));
  }

  @Test
  void refusesToCreateTwice() throws IOException {
    put(FIRST, bytes("ab"));
    assertThrows(IOException.class, () -> store().create(FIRST));
    assertEquals(OptionalLong.of(2), store().length(FIRST));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 1048575, 1048576, 1048577, 3000000})
  void readsBackEveryLength(int length) throws IOException {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    put(FIRST, content);
    assertEquals(Placement.PLACED, store().place(FIRST, RECORDING));
    assertArrayEquals(content, evidence());
  }

  @Test
  void placesTheSameAgainAlsoAfterTheUploadIsDiscarded() throws IOException {
    put(FIRST, bytes("ab"));
    assertEquals(Placement.PLACED, store().place(FIRST, RECORDING));
    assertEquals(Placement.PLACED, store().place(FIRST, RECORDING));
    store().discard(FIRST);
    store().discard(FIRST);
    assertArrayEquals(bytes("ab"), evidence());
  }

  @Test
  void neverReplacesEvidence() throws IOException {
    put(FIRST, bytes("ab"));
    put(SECOND, bytes("cd"));
    store().place(FIRST, RECORDING);
    assertEquals(Placement.CONFLICT, store().place(SECOND, RECORDING));
    assertArrayEquals(bytes("ab"), evidence());
    assertEquals(OptionalLong.of(2), store().length(SECOND));
  }

  @Test
  void freesTheNameOfQuarantinedEvidence() throws IOException {
    put(FIRST, bytes("ab"));
    put(SECOND, bytes("cd"));
    store().place(FIRST, RECORDING);
    store().quarantine(RECORDING, FIRST);
    store().quarantine(RECORDING, FIRST);
    assertThrows(IOException.class, this::evidence);
    assertEquals(Placement.PLACED, store().place(SECOND, RECORDING));
    store().discard(SECOND);
    store().quarantine(RECORDING, FIRST);
    assertArrayEquals(bytes("cd"), evidence());
  }

  @Test
  void quarantinesEvidenceWhoseUploadIsDiscarded() throws IOException {
    put(FIRST, bytes("ab"));
    store().place(FIRST, RECORDING);
    store().discard(FIRST);
    store().quarantine(RECORDING, FIRST);
    assertThrows(IOException.class, this::evidence);
  }

  @Test
  void quarantinesAnUploadAndItsPapersTwice() throws IOException {
    put(FIRST, bytes("ab"));
    for (int i = 0; i < 2; i++) {
      store().quarantine(FIRST);
      store().quarantinePaper(FIRST, "manifest.json", bytes("{}"));
    }
    assertEquals(OptionalLong.empty(), store().length(FIRST));
  }

  @Test
  void hasRoom() throws IOException {
    assertTrue(store().freeBytes() > 0);
  }
}
