package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.wire.ProblemJson;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tus over real TLS (P-4 to P-13, P-23). */
class UploadsIT {
  private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private GatewayFolder made;
  private Gateway gateway;
  private TestDock dock;

  @BeforeEach
  void start() throws Exception {
    made = new GatewayFolder(folder);
    made.settings("[limits]\nuploads_per_dock = 3\nupload_bytes = \"1MiB\"\n");
    restart();
  }

  private void restart() throws Exception {
    gateway = made.start();
    dock = dock("dock-0001");
  }

  private TestDock dock(String name) {
    return new TestDock(made.docks().dock(name), made.gateways().certificate(), gateway.address());
  }

  @AfterEach
  void stop() {
    dock.close();
    gateway.close();
  }

  @Test
  void saysWhatItOffersWithoutBeingToldAVersion() throws Exception {
    HttpResponse<byte[]> answer =
        dock.send(dock.request("/v1/uploads").method("OPTIONS", BodyPublishers.noBody()));
    assertEquals(204, answer.statusCode());
    assertEquals(
        "sha256,sha1", answer.headers().firstValue("Tus-Checksum-Algorithm").orElseThrow());
    assertEquals("1048576", answer.headers().firstValue("Tus-Max-Size").orElseThrow());
  }

  @Test
  void keepsTheOffsetWhenTheChecksumIsWrong() throws Exception {
    String upload = dock.create(BYTES.length);
    String wrong = Base64.getEncoder().encodeToString(new byte[32]);
    assertProblem(
        ErrorCode.CHECKSUM_MISMATCH,
        dock.send(dock.bare(upload, 0, BYTES).header("Upload-Checksum", "sha256 " + wrong)));
    assertEquals(0, dock.offset(upload));
    TestDock.expect(204, dock.patch(upload, 0, BYTES));
    assertEquals(BYTES.length, dock.offset(upload));
  }

  @Test
  void tellsTheRightOffsetOfAnOverlapAndOfAGap() throws Exception {
    String upload = dock.create(BYTES.length);
    TestDock.expect(204, dock.patch(upload, 0, Arrays.copyOf(BYTES, 4)));
    for (long offset : new long[] {0, 3, 5, 10}) {
      HttpResponse<byte[]> answer = dock.patch(upload, offset, new byte[0]);
      assertProblem(ErrorCode.OFFSET_MISMATCH, answer);
      assertEquals("4", answer.headers().firstValue("Upload-Offset").orElseThrow());
    }
  }

  @Test
  void takesNothingOfWhatGoesBeyondTheLength() throws Exception {
    String upload = dock.create(BYTES.length - 1);
    assertProblem(ErrorCode.OFFSET_BEYOND_LENGTH, dock.patch(upload, 0, BYTES));
    assertProblem(
        ErrorCode.OFFSET_BEYOND_LENGTH,
        dock.send(
            dock.bare(upload, 0, BYTES)
                .method(
                    "PATCH",
                    BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(BYTES)))));
    assertEquals(0, dock.offset(upload));
  }

  @Test
  void hidesAnUploadFromOtherDocks() throws Exception {
    String upload = dock.create(BYTES.length);
    try (TestDock other = dock("dock-0002")) {
      assertEquals(404, other.head(upload).statusCode());
      assertProblem(ErrorCode.UPLOAD_FOREIGN, other.patch(upload, 0, BYTES));
      assertProblem(ErrorCode.UPLOAD_FOREIGN, other.send(other.request(upload).DELETE()));
    }
  }

  @Test
  void forgetsATerminatedUpload() throws Exception {
    String upload = dock.create(BYTES.length);
    TestDock.expect(204, dock.send(dock.request(upload).DELETE()));
    assertEquals(410, dock.head(upload).statusCode());
    try (var files = Files.list(folder.resolve("store/uploads"))) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void limitsTheUploadsOfADock() throws Exception {
    for (int i = 0; i < 3; i++) {
      dock.create(1);
    }
    HttpResponse<byte[]> answer =
        dock.send(
            dock.request("/v1/uploads").header("Upload-Length", "1").POST(BodyPublishers.noBody()));
    assertProblem(ErrorCode.DOCK_LIMIT_REACHED, answer);
    assertEquals("5", answer.headers().firstValue("Retry-After").orElseThrow());
  }

  @Test
  void refusesAnUploadLongerThanTheLimit() throws Exception {
    assertProblem(
        ErrorCode.UPLOAD_TOO_LARGE,
        dock.send(
            dock.request("/v1/uploads")
                .header("Upload-Length", "1048577")
                .POST(BodyPublishers.noBody())));
  }

  @Test
  void takesTheFirstBytesWithTheCreation() throws Exception {
    HttpResponse<byte[]> answer =
        dock.send(
            dock.request("/v1/uploads")
                .header("Upload-Length", "12")
                .header("Content-Type", "application/offset+octet-stream")
                .POST(BodyPublishers.ofByteArray(BYTES)));
    TestDock.expect(201, answer);
    assertEquals("10", answer.headers().firstValue("Upload-Offset").orElseThrow());
  }

  @Test
  void goesOnAtTheAcknowledgedOffsetAfterARestart() throws Exception {
    String upload = dock.create(BYTES.length);
    TestDock.expect(204, dock.patch(upload, 0, Arrays.copyOf(BYTES, 4)));
    stop();
    Path part = folder.resolve("store/uploads/" + upload.replace("/v1/uploads/", "") + ".part");
    Files.write(part, "0123garbage".getBytes(StandardCharsets.US_ASCII)); // Never acknowledged.
    restart();
    assertEquals(4, dock.offset(upload));
    TestDock.expect(204, dock.patch(upload, 4, Arrays.copyOfRange(BYTES, 4, 10)));
    assertArrayEquals(BYTES, Files.readAllBytes(part));
  }

  @Test
  @org.dockwarden.evidence.testing.ExpectsLog("acknowledged bytes are missing")
  void tellsTheTruthWhenTheDiskLostAcknowledgedBytes() throws Exception {
    String upload = dock.create(BYTES.length);
    TestDock.expect(204, dock.patch(upload, 0, Arrays.copyOf(BYTES, 4)));
    stop();
    Path part = folder.resolve("store/uploads/" + upload.replace("/v1/uploads/", "") + ".part");
    Files.write(part, new byte[] {'0'});
    restart();
    assertEquals(1, dock.offset(upload));
  }

  @Test
  void refusesAnotherVersionOfTus() throws Exception {
    HttpResponse<byte[]> answer =
        dock.send(
            dock.request("/v1/uploads")
                .setHeader("Tus-Resumable", "0.2.2")
                .POST(BodyPublishers.noBody()));
    assertProblem(ErrorCode.TUS_VERSION_UNSUPPORTED, answer);
    assertEquals("1.0.0", answer.headers().firstValue("Tus-Version").orElseThrow());
  }

  @Test
  @org.dockwarden.evidence.testing.ExpectsLog("below the reserve")
  void takesNothingWhenTheStoreIsFull() throws Exception {
    String upload = dock.create(BYTES.length);
    stop();
    Path settings = folder.resolve("gateway.toml");
    String full = Files.readString(settings).replace("reserve = \"0\"", "reserve = \"8000000GB\"");
    Files.writeString(settings, full);
    restart();
    assertProblem(ErrorCode.GATEWAY_STORE_FULL, dock.patch(upload, 0, BYTES));
    assertEquals(0, dock.offset(upload));
  }

  private static void assertProblem(ErrorCode code, HttpResponse<byte[]> response)
      throws Exception {
    assertEquals(code.httpStatus(), response.statusCode());
    assertEquals(code, ProblemJson.decode(response.body()).code());
  }
}
