package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.Operator;
import org.dockwarden.gateway.testing.RawConnection;
import org.dockwarden.gateway.testing.RawConnection.Answer;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no HTTP client would send, and those that only some would, inside real TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawRequestsIT {
  private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.US_ASCII);
  private static final String SERVER = "HTTP/1.1\nHost: gateway\nTus-Resumable: 1.0.0\n";

  private Path folder;
  private GatewayFolder made;
  private Gateway gateway;
  private Operator operator;
  private int docks;
  private TestIdentity identity;
  private TestDock dock;
  private RawConnection raw;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    this.folder = folder;
    made = new GatewayFolder(folder);
    made.settings("[limits]\nconnections_per_dock = 3\nrequests = 2\n");
    gateway = made.start();
    operator = new Operator(gateway.adminAddress());
  }

  /** Each test has a dock of its own, so that none has the connections of another. */
  @BeforeEach
  void connect() throws Exception {
    docks++;
    identity = made.docks().dock("dock-" + docks);
    dock = new TestDock(identity, made.gateways().certificate(), gateway.address());
    raw = connect(identity);
  }

  private RawConnection connect(TestIdentity who) throws IOException {
    return new RawConnection(who, made.gateways().certificate(), gateway.address());
  }

  @AfterEach
  void disconnect() throws Exception {
    raw.close();
    dock.close();
    operator.awaitMetric("requests_now 0.0");
  }

  @AfterAll
  void stop() {
    operator.close();
    gateway.close();
  }

  private static String patch(String upload, long offset, String more) {
    return "PATCH "
        + upload
        + " "
        + SERVER
        + "Content-Type: application/offset+octet-stream\nUpload-Offset: "
        + offset
        + "\n"
        + more;
  }

  private static void assertProblem(ErrorCode code, Answer answer) {
    assertEquals(code.httpStatus(), answer.status(), answer.head());
    assertTrue(answer.body().contains("\"" + code.code() + "\""), answer.body());
  }

  private void assertStillServes() throws IOException {
    assertEquals(404, dock.head("/v1/uploads/" + "0".repeat(32)).statusCode());
  }

  @Test
  void refusesAnOversizedHeader() throws Exception {
    raw.send("OPTIONS /v1/uploads HTTP/1.1\nHost: g\nX: " + "x".repeat(20_000) + "\n\n");
    assertProblem(ErrorCode.REQUEST_TOO_LARGE, raw.answer());
    assertTrue(raw.isEnded());
    assertStillServes();
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws Exception {
    String upload = dock.create(BYTES.length);
    raw.send(
        patch(upload, 0, "Content-Length: 4\n\n0123")
            + patch(upload, 4, "Content-Length: 6\n\n456789")
            + patch(upload, 4, "Content-Length: 1\n\n4")
            + ("HEAD " + upload + " " + SERVER + "\n"));
    assertTrue(raw.answer().head().contains("upload-offset: 4\r\n"));
    assertTrue(raw.answer().head().contains("upload-offset: 10\r\n"));
    assertEquals(409, raw.answer().status());
    assertTrue(raw.answer().head().contains("upload-offset: 10\r\n"));
  }

  @Test
  void takesAChunkedBody() throws Exception {
    String upload = dock.create(BYTES.length);
    raw.send(patch(upload, 0, "Transfer-Encoding: chunked\n\n4\n0123\n6;ext=1\n456789\n0\n\n"));
    Answer answer = raw.answer();
    assertEquals(204, answer.status());
    assertTrue(answer.head().contains("upload-offset: 10\r\n"));
    assertArrayEquals(BYTES, Files.readAllBytes(part(upload)));
  }

  private Path part(String upload) {
    return folder.resolve("store/uploads/" + upload.replace("/v1/uploads/", "") + ".part");
  }

  @Test
  void countsNothingOfAChunkedBodyBeyondTheLength() throws Exception {
    String upload = dock.create(3);
    raw.send(patch(upload, 0, "Transfer-Encoding: chunked\n\n4\n0123\n0\n\n"));
    assertProblem(ErrorCode.OFFSET_BEYOND_LENGTH, raw.answer());
    assertEquals(0, dock.offset(upload));
  }

  @Test
  void believesNoLengthBesideChunks() throws Exception {
    String upload = dock.create(BYTES.length);
    raw.send(
        patch(
            upload,
            0,
            "Content-Length: 3\nTransfer-Encoding: chunked\n\n2\n01\n0\n\n"
                + ("DELETE " + upload + " " + SERVER + "\n")));
    int status = raw.answer().status();
    assertTrue(status == 204 || status == 400, "status " + status);
    // Whichever way it was read: what follows was a request, or was not read at all.
    assertTrue(dock.head(upload).statusCode() == 410 || dock.offset(upload) <= 2);
  }

  @Test
  void endsAConnectionWithChunksThatAreNone() throws Exception {
    String upload = dock.create(BYTES.length);
    raw.send(
        patch(
            upload,
            0,
            "Upload-Checksum: sha256 "
                + checksum()
                + "\n"
                + "Transfer-Encoding: chunked\n\n4\n0123\nzz\n456789\n0\n\n"));
    assertEquals(400, raw.answer().status());
    assertTrue(raw.isEnded());
    assertEquals(0, dock.offset(upload));
  }

  private static String checksum() {
    return Base64.getEncoder().encodeToString(Digest.compute(BYTES).toBytes());
  }

  @Test
  void takesAPatchWithoutALengthForAnEmptyOne() throws Exception {
    String upload = dock.create(BYTES.length);
    raw.send(patch(upload, 0, "\n"));
    Answer answer = raw.answer();
    assertEquals(204, answer.status());
    assertTrue(answer.head().contains("upload-offset: 0\r\n"));
  }

  @Test
  void asksForTheBodyWhereTheClientWaitsForThat() throws Exception {
    String upload = dock.create(BYTES.length);
    raw.send(patch(upload, 0, "Expect: 100-continue\nContent-Length: 10\n\n"));
    assertEquals(100, raw.answer().status());
    raw.send("0123456789");
    assertEquals(204, raw.answer().status());
    assertEquals(BYTES.length, dock.offset(upload));
  }

  @Test
  void doesNotAskForABodyThatItWillNotTake() throws Exception {
    String upload = dock.create(BYTES.length);
    raw.send(patch(upload, 5, "Expect: 100-continue\nContent-Length: 5\n\n"));
    assertProblem(ErrorCode.OFFSET_MISMATCH, raw.answer());
    assertTrue(raw.isEnded());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "+1", "9223372036854775808", "99999999999999999999", "0x0", "1.0", "", "٣"})
  void refusesOffsetsAndLengthsThatAreNone(String number) throws Exception {
    String upload = dock.create(BYTES.length);
    raw.send("POST /v1/uploads " + SERVER + "Upload-Length: " + number + "\n\n");
    assertProblem(ErrorCode.UPLOAD_LENGTH_INVALID, raw.answer());
    raw.send(patch(upload, 0, "\n").replace("Upload-Offset: 0", "Upload-Offset: " + number));
    assertProblem(ErrorCode.REQUEST_MALFORMED, raw.answer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "99999999999999999999", "x"})
  void refusesABodyOfNoLength(String number) throws Exception {
    String upload = dock.create(BYTES.length);
    raw.send(patch(upload, 0, "Content-Length: " + number + "\n\n0123456789"));
    assertEquals(400, raw.answer().status());
    assertEquals(0, dock.offset(upload));
  }

  @Test
  void answersHttp10AndEndsTheConnection() throws Exception {
    raw.send("OPTIONS /v1/uploads HTTP/1.0\n\n");
    assertEquals(204, raw.answer().status());
    assertTrue(raw.isEnded());
  }

  @ParameterizedTest
  @CsvSource({
    "'\u0000\u0001\u0002\u0003\n\n'",
    "'GET\n\n'",
    "'PRI * HTTP/2.0\n\nSM\n\n'",
    "'GET / HTTP/9.9\n\n'",
    "'GET /v1/uploads HTTP/1.1\nHost : g\n\n'",
    "'GET http://gateway/v1/uploads HTTP/1.1\n\n'"
  })
  void refusesWhatIsNotHttp(String garbage) throws Exception {
    raw.send(garbage);
    assertProblem(ErrorCode.REQUEST_MALFORMED, raw.answer());
    assertStillServes();
  }

  @Test
  void saysNothingWithoutTls() throws Exception {
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), gateway.address().getPort())) {
      plain.setSoTimeout(20_000);
      plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String said = new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(!said.contains("HTTP"), said);
    } catch (java.net.SocketException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("reset"));
    }
    assertStillServes();
  }

  /** P-7, P-9, P-10. */
  @Test
  void givesAnUploadToANewPatchWhileTheOldOneHangs() throws Exception {
    String upload = dock.create(BYTES.length);
    raw.send(
        patch(upload, 0, "Upload-Checksum: sha256 " + checksum() + "\nContent-Length: 10\n\nabcd"));
    while (Files.size(part(upload)) < 4) {
      assertEquals(0, dock.offset(upload));
    }
    assertEquals(0, dock.offset(upload));
    TestDock.expect(204, dock.patch(upload, 0, BYTES));
    assertTrue(raw.isEnded());
    assertEquals(BYTES.length, dock.offset(upload));
    assertArrayEquals(BYTES, Files.readAllBytes(part(upload)));
  }

  /** P-23. */
  @Test
  void saysThatItIsBusyWhileAllRequestsAreTaken() throws Exception {
    String one = dock.create(BYTES.length);
    String two = dock.create(BYTES.length);
    try (RawConnection second = connect(identity)) {
      raw.send(patch(one, 0, "Content-Length: 10\n\n0"));
      second.send(patch(two, 0, "Content-Length: 10\n\n0"));
      operator.awaitMetric("requests_now 2.0");
      var busy = dock.head(one);
      assertEquals(503, busy.statusCode());
      assertEquals("5", busy.headers().firstValue("Retry-After").orElseThrow());
      raw.send("123456789");
      assertEquals(204, raw.answer().status());
      operator.awaitMetric("requests_now 1.0");
      assertEquals(BYTES.length, dock.offset(one));
    }
  }

  private void assertRefused(String options) throws Exception {
    try (RawConnection fourth = connect(identity);
        RawConnection other = connect(made.docks().dock("another"))) {
      fourth.send(options);
      Answer refused = fourth.answer();
      assertProblem(ErrorCode.DOCK_LIMIT_REACHED, refused);
      assertTrue(refused.head().contains("retry-after: 5\r\n"), refused.head());
      assertTrue(fourth.isEnded());
      other.send(options);
      assertEquals(204, other.answer().status());
    }
  }

  /** P-3: those that never ask for anything count as well. */
  @Test
  void closesTheSilentConnectionsOfADockThatHasFarTooMany() throws Exception {
    List<RawConnection> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * 3; i++) { // With the first, one more than twice the limit.
        silent.add(connect(identity));
      }
      operator.awaitMetric("connections 6.0");
      assertStillServesAnother();
    } finally {
      for (RawConnection one : silent) {
        one.close();
      }
    }
  }

  private void assertStillServesAnother() throws Exception {
    try (RawConnection other = connect(made.docks().dock("another"))) {
      other.send("OPTIONS /v1/uploads " + SERVER + "\n");
      assertEquals(204, other.answer().status());
    }
  }

  /** P-23. */
  @Test
  void limitsTheConnectionsOfADockAndOfNoOther() throws Exception {
    dock.create(1); // One connection; raw is the second when it has asked.
    String options = "OPTIONS /v1/uploads " + SERVER + "\n";
    raw.send(options);
    assertEquals(204, raw.answer().status());
    try (RawConnection third = connect(identity)) {
      third.send(options);
      assertEquals(204, third.answer().status());
      assertRefused(options);
    }
    operator.awaitMetric("connections 2.0");
    try (RawConnection again = connect(identity)) {
      again.send(options);
      assertEquals(204, again.answer().status());
    }
  }
}
