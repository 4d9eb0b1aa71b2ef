package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.Operator;
import org.dockwarden.gateway.testing.RawConnection;
import org.dockwarden.gateway.testing.RawConnection.Answer;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A body that comes drop by drop, never silent for long, loses its slot (P-3, P-9). */
class TrickleIT {
  private static final int LENGTH = 1_000_000_000;

  /** Far more than come within the limit; after them silence, which is another error. */
  private static final int MAX_DROPS = 10_000;

  @TempDir Path folder;
  private Gateway gateway;
  private Operator operator;
  private TestDock dock;
  private RawConnection raw;

  @BeforeEach
  void start() throws Exception {
    GatewayFolder made = new GatewayFolder(folder);
    made.settings("[limits]\nbody_rate = \"8MiB\"\nbody_rate_time = \"100ms\"\n");
    gateway = made.start();
    operator = new Operator(gateway.adminAddress());
    TestIdentity identity = made.docks().dock("dock-0001");
    dock = new TestDock(identity, made.gateways().certificate(), gateway.address());
    raw = new RawConnection(identity, made.gateways().certificate(), gateway.address());
  }

  @AfterEach
  void stop() throws Exception {
    raw.close();
    dock.close();
    operator.close();
    gateway.close();
  }

  /** Sends a byte, sees to it that time passes by asking for something, and so on. */
  private Answer trickle(String upload, String more) throws Exception {
    raw.send(
        "PATCH %s HTTP/1.1\nHost: g\nTus-Resumable: 1.0.0\nUpload-Offset: 0\n".formatted(upload)
            + "Content-Type: application/offset+octet-stream\n%s".formatted(more)
            + "Content-Length: %d\n\n".formatted(LENGTH));
    try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> answer = reader.submit(raw::answer);
      for (int i = 0; i < MAX_DROPS && !answer.isDone(); i++) {
        raw.send("x");
        dock.head(upload);
      }
      return answer.get();
    }
  }

  private long stored(String upload) throws IOException {
    return Files.size(
        folder.resolve("store/uploads/" + upload.replace("/v1/uploads/", "") + ".part"));
  }

  @Test
  void keepsWhatCameWhereThereIsNoChecksum() throws Exception {
    String upload = dock.create(LENGTH);
    Answer answer = trickle(upload, "");
    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("\"chunk-interrupted\""), answer.body());
    assertTrue(answer.body().contains("too slow"), answer.body());
    operator.awaitMetric("requests_now 0.0");
    long offset = dock.offset(upload);
    assertTrue(offset > 0 && offset < 10_000, "offset: " + offset);
    assertEquals(offset, stored(upload));
    TestDock.expect(204, dock.patch(upload, offset, new byte[10_000]));
  }

  @Test
  void keepsNothingOfAChunkWithChecksum() throws Exception {
    String upload = dock.create(LENGTH);
    String checksum = "Upload-Checksum: sha256 " + "A".repeat(43) + "=\n";
    assertEquals(400, trickle(upload, checksum).status());
    operator.awaitMetric("requests_now 0.0");
    assertEquals(0, dock.offset(upload));
    assertEquals(0, stored(upload));
  }
}
