package org.dockwarden.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.gateway.admin.Metrics;
import org.dockwarden.gateway.index.SqliteIndex;
import org.dockwarden.gateway.store.PosixEvidenceStore;
import org.dockwarden.gateway.testing.FullDisk;
import org.dockwarden.gateway.upload.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts of a body that ends badly (P-8, P-9, P-13), on a disk that may be full. */
class IntakeTest {
  private static final DockId DOCK = new DockId("dock-0001");
  private static final IntakeLimits LIMITS = new IntakeLimits(4, 1 << 20, Duration.ofDays(1));

  @TempDir Path folder;
  private final FullDisk disk = new FullDisk(5);
  private Instant now = Instant.parse("2026-11-21T20:00:00Z");
  private PosixEvidenceStore store;
  private SqliteIndex index;
  private Intake intake;

  @BeforeEach
  void open() throws IOException {
    InstantSource clock = () -> now;
    store = new PosixEvidenceStore(folder, 0, disk);
    index = SqliteIndex.open(folder.resolve("index.db"), "gateway-1", clock);
    intake = new Intake(store, index.uploads(), LIMITS, new Metrics(), clock);
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  @Test
  void goesOnAfterAFullDiskAtTheLastDurableOffset() throws IOException {
    Upload upload = intake.create(DOCK, 10, "");
    assertEquals(4, append(upload, 0, "0123").offset());
    assertCode(ErrorCode.GATEWAY_STORE_FULL, () -> append(upload, 4, "45", "6789"));
    assertEquals(4, intake.find(DOCK, upload.id()).offset());
    assertEquals(OptionalLong.of(4), store.length(upload.id()));
    disk.grow(100);
    assertEquals(10, append(upload, 4, "456789").offset());
  }

  @Test
  void countsWhatArrivedBeforeABreakWhenThereIsNoChecksum() throws IOException {
    Upload upload = intake.create(DOCK, 10, "");
    assertCode(ErrorCode.CHUNK_INTERRUPTED, () -> append(upload, 0, "01", "2", BROKEN));
    assertEquals(3, intake.find(DOCK, upload.id()).offset());
    assertEquals(OptionalLong.of(3), store.length(upload.id()));
  }

  @Test
  void takesNothingOfABodyThatGoesBeyondTheLength() throws IOException {
    Upload upload = intake.create(DOCK, 3, "");
    assertCode(ErrorCode.OFFSET_BEYOND_LENGTH, () -> append(upload, 0, "01", "23"));
    assertEquals(0, intake.find(DOCK, upload.id()).offset());
    assertEquals(OptionalLong.of(0), store.length(upload.id()));
  }

  @Test
  void removesAnUploadThatRestedTooLong() throws IOException {
    Upload upload = intake.create(DOCK, 3, "");
    now = now.plus(Duration.ofDays(1)).minusSeconds(1);
    assertEquals(0, intake.expire());
    append(upload, 0, "0"); // Progress: its time begins again.
    now = now.plus(Duration.ofDays(1)).minusSeconds(1);
    assertEquals(0, intake.expire());
    now = now.plusSeconds(3);
    assertEquals(1, intake.expire());
    assertCode(ErrorCode.UPLOAD_GONE, () -> intake.find(DOCK, upload.id()));
    assertEquals(OptionalLong.empty(), store.length(upload.id()));
  }

  private static final String BROKEN = "broken";

  private Upload append(Upload upload, long offset, String... pieces) throws IOException {
    return intake.append(DOCK, upload.id(), offset, Optional.empty(), new Script(pieces));
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void assertCode(ErrorCode code, Action action) {
    assertEquals(code, assertThrows(EvidenceException.class, action::run).code());
  }

  /** A body that arrives in these pieces; {@link #BROKEN} is where the connection breaks. */
  private static final class Script implements Body {
    private final Queue<String> left;

    Script(String... pieces) {
      left = new ArrayDeque<>(Arrays.asList(pieces));
    }

    @Override
    public long announcedBytes() {
      return -1;
    }

    @Override
    public Optional<Pieces> next() throws EvidenceException {
      String piece = left.poll();
      if (piece == null) {
        return Optional.empty();
      }
      if (piece.equals(BROKEN)) {
        throw new EvidenceException(ErrorCode.CHUNK_INTERRUPTED, "broken");
      }
      return Optional.of(new Text(piece));
    }

    @Override
    public void abandon() {}

    private record Text(String text) implements Pieces {
      @Override
      public ByteBuffer[] buffers() {
        return new ByteBuffer[] {
          ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        };
      }

      @Override
      public void close() {}
    }
  }
}
