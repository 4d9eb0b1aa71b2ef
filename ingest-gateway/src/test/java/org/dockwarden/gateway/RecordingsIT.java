package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.wire.KnownRecordings;
import org.dockwarden.evidence.wire.KnownRecordingsJson;
import org.dockwarden.evidence.wire.RecordingQueryJson;
import org.dockwarden.gateway.index.SqliteIndex;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about many recordings (P-19, P-21, P-22). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingsIT {
  private static final int PAGE = KnownRecordings.MAX_RECORDINGS;
  private static final CameraId BUSY = CameraId.parse("0951:1666:BUSY");
  private static final CameraId ODD = CameraId.of("0951", "1666", "a/b+c d\u00e9%\n?#&=;:..");

  private Gateway gateway;
  private TestDock dock;
  private Clip clip;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    GatewayFolder made = new GatewayFolder(folder);
    clip = Clip.of(made.identity().recipient(), "dock-0001", "DCIM/A.MP4", 10, 1);
    Path index = folder.resolve("gateway.db");
    SqliteIndex.open(index, "gateway-1", InstantSource.system()).close();
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + index);
        Statement statement = db.createStatement()) {
      statement.execute("BEGIN");
      byte[] manifest = ManifestJson.encode(clip.manifest());
      insert(db, manifest, BUSY, 0, PAGE + 1, "receipted");
      insert(db, manifest, BUSY, PAGE + 1, PAGE + 2, "quarantined"); // Has no receipt.
      insert(db, manifest, ODD, PAGE + 2, PAGE + 3, "delivered");
      statement.execute("COMMIT");
    }
    gateway = made.start();
    dock =
        new TestDock(
            made.docks().dock("dock-0001"), made.gateways().certificate(), gateway.address());
  }

  private static void insert(
      Connection db, byte[] manifest, CameraId camera, int from, int to, String state)
      throws Exception {
    try (PreparedStatement commit =
            db.prepareStatement(
                "INSERT INTO commits (upload, recording, document, signature, document_sha256,"
                    + " state, committed_at) VALUES (?,?,?,zeroblob(1),'d','active',0)");
        PreparedStatement statement =
            db.prepareStatement("INSERT INTO recordings VALUES (?,?,NULL,?,?,'p',1,?,NULL,NULL)")) {
      for (int i = from; i < to; i++) {
        statement.setString(1, id(i).hex());
        statement.setString(2, state);
        statement.setString(3, "%032x".formatted(i));
        statement.setString(4, camera.toString());
        statement.setString(5, id(i).hex());
        commit.setString(1, "%032x".formatted(i));
        commit.setString(2, id(i).hex());
        commit.setBytes(3, manifest);
        commit.executeUpdate();
        statement.executeUpdate();
      }
    }
  }

  private static RecordingId id(int number) {
    return new RecordingId("%064x".formatted(number));
  }

  @AfterAll
  void stop() {
    dock.close();
    gateway.close();
  }

  private KnownRecordings known(CameraId camera, String query) throws IOException {
    String segment =
        URLEncoder.encode(camera.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    HttpResponse<byte[]> answer =
        dock.send(dock.request("/v1/cameras/" + segment + "/recordings" + query).GET());
    TestDock.expect(200, answer);
    return KnownRecordingsJson.decode(answer.body());
  }

  @Test
  void tellsWhatIsKnownOfACameraPageByPage() throws Exception {
    KnownRecordings first = known(BUSY, "");
    assertEquals(PAGE, first.recordings().size());
    assertTrue(first.more());
    assertEquals(clip.manifest().file().modified(), first.recordings().getFirst().modified());
    RecordingId last = first.recordings().getLast().recording();
    assertEquals(id(PAGE - 1), last);
    KnownRecordings second = known(BUSY, "?after=" + last);
    assertEquals(
        List.of(id(PAGE)), second.recordings().stream().map(it -> it.recording()).toList());
    assertFalse(second.more());
    assertEquals(PAGE, known(BUSY, "?after=" + id(0)).recordings().size());
    assertFalse(known(BUSY, "?after=" + id(0)).more());
    assertTrue(known(BUSY, "?after=" + id(PAGE)).recordings().isEmpty());
  }

  @Test
  void findsACameraWhateverItsSerial() throws Exception {
    assertEquals(id(PAGE + 2), known(ODD, "").recordings().getFirst().recording());
    assertTrue(known(CameraId.parse("0951:1666:a"), "").recordings().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "0951:1666",
        "0951:1666:%25zz",
        "%e9",
        "0951:1666:a?after=x",
        "0951:1666:%0A"
      })
  void refusesWhatIsNoCameraOrNoRecording(String text) throws Exception {
    String[] parts = text.split("\\?", 2);
    String query = parts.length > 1 ? "?" + parts[1] : "";
    String path = "/v1/cameras/" + parts[0] + "/recordings" + query;
    TestDock.expect(400, dock.send(dock.request(path).GET()));
  }

  private HttpResponse<byte[]> query(int count) throws IOException {
    String ids =
        IntStream.range(0, count)
            .mapToObj(i -> "\"" + id(PAGE + 1 - count / 2 + i) + "\"")
            .collect(Collectors.joining(","));
    return dock.send(
        dock.request("/v1/recordings/query")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"recordings\":[" + ids + "]}")));
  }

  @Test
  void answersForFiveHundredAndLeavesOutWhatItDoesNotKnow() throws Exception {
    HttpResponse<byte[]> answer = query(RecordingQueryJson.MAX_RECORDINGS);
    TestDock.expect(200, answer);
    assertEquals(
        RecordingQueryJson.MAX_RECORDINGS / 2 + 2,
        RecordingQueryJson.decodeAnswer(answer.body()).size());
  }

  @Test
  void refusesMoreThanFiveHundred() throws Exception {
    TestDock.expect(400, query(RecordingQueryJson.MAX_RECORDINGS + 1));
  }

  @Test
  void answersNothingWithNothing() throws Exception {
    HttpResponse<byte[]> answer = query(0);
    TestDock.expect(200, answer);
    assertTrue(RecordingQueryJson.decodeAnswer(answer.body()).isEmpty());
  }
}
