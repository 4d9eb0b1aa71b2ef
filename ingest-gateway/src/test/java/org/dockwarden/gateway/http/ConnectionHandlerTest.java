package org.dockwarden.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.gateway.admin.Metrics;
import org.dockwarden.gateway.attribution.AssignmentIntake;
import org.dockwarden.gateway.commit.Commits;
import org.dockwarden.gateway.commit.PaperCheck;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.index.RecordingChanges;
import org.dockwarden.gateway.index.SqliteIndex;
import org.dockwarden.gateway.intake.Intake;
import org.dockwarden.gateway.intake.IntakeLimits;
import org.dockwarden.gateway.store.PosixEvidenceStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes in, bytes out, without TLS or sockets; requests are answered when the test says so. */
class ConnectionHandlerTest {
  @TempDir Path folder;
  private final List<Runnable> requests = new ArrayList<>();
  private SqliteIndex index;
  private EmbeddedChannel channel;
  private final HttpLimits limits =
      new HttpLimits(2, 2, Duration.ofSeconds(10), Duration.ofMillis(1), 0, Duration.ofSeconds(1));

  @BeforeEach
  void open() throws Exception {
    InstantSource clock = InstantSource.system();
    index = SqliteIndex.open(folder.resolve("index.db"), "gateway-1", clock);
    PosixEvidenceStore store = new PosixEvidenceStore(folder, 0);
    Metrics metrics = new Metrics();
    Intake intake =
        new Intake(
            store,
            index.uploads(),
            new IntakeLimits(10, 1 << 20, Duration.ofDays(1)),
            metrics,
            clock);
    PaperCheck check =
        new PaperCheck(() -> new DocumentVerifier(Set.of(), List.of()), Set.of(), clock);
    Commits commits = new Commits(intake, store, index.recordings(), check, _ -> {}, metrics);
    AssignmentIntake assignments =
        new AssignmentIntake(
            () -> new DocumentVerifier(Set.of(), List.of()),
            index.attributions(),
            new Health(),
            clock,
            () -> {});
    Routes routes =
        new Routes(
            intake,
            commits,
            index.recordings(),
            new RecordingChanges(),
            assignments,
            index.attributions());
    channel = new EmbeddedChannel();
    channel.config().setAutoRead(false);
    GatewayPipeline.addHttp(
        channel.pipeline(),
        new ConnectionHandler(
            routes,
            requests::add,
            new Admission(limits.connectionsPerDock(), limits.requests()),
            limits,
            _ -> new DockId("dock-0001"),
            metrics));
    channel.pipeline().fireChannelActive();
  }

  @AfterEach
  void close() throws Exception {
    channel.finishAndReleaseAll();
    index.close();
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private void answerOne() {
    requests.removeFirst().run();
    channel.runPendingTasks();
  }

  private String received() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      text.append(out.toString(StandardCharsets.US_ASCII));
      out.release();
    }
    return text.toString();
  }

  private static String options() {
    return "OPTIONS /v1/uploads HTTP/1.1\r\nHost: g\r\n\r\n";
  }

  /** A client that is told to go has a moment to read why. */
  private void assertClosesSoon() {
    channel.advanceTimeBy(HttpLimits.LINGER_TIME.toMillis() + 1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertFalse(channel.isOpen());
  }

  @Test
  void answersPipelinedRequestsOneAfterTheOther() {
    send(options() + options() + options());
    for (int i = 0; i < 3; i++) {
      assertEquals(1, requests.size());
      answerOne();
      assertTrue(received().startsWith("HTTP/1.1 204 No Content\r\n"));
    }
  }

  @Test
  void readsAHeadThatArrivesByteByByte() {
    options().chars().forEach(c -> send(Character.toString(c)));
    answerOne();
    assertTrue(received().startsWith("HTTP/1.1 204"));
  }

  @Test
  void refusesAHeadThatIsTooLarge() {
    send("OPTIONS /v1/uploads HTTP/1.1\r\nA: " + "a".repeat(HttpLimits.MAX_HEAD_BYTES));
    assertTrue(received().startsWith("HTTP/1.1 413"));
    assertClosesSoon();
  }

  @Test
  void refusesARequestLineThatIsTooLong() {
    send("GET /" + "a".repeat(HttpLimits.MAX_REQUEST_LINE_BYTES) + " HTTP/1.1\r\n\r\n");
    assertTrue(received().startsWith("HTTP/1.1 413"));
  }

  @Test
  void refusesWhatIsNotHttp() {
    send("\u0016\u0003\u0001nonsense\r\n\r\n");
    assertTrue(received().startsWith("HTTP/1.1 400"));
    assertClosesSoon();
  }

  @Test
  void refusesTwoLengths() {
    send("POST /v1/uploads HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
    assertTrue(received().startsWith("HTTP/1.1 400"));
    assertTrue(requests.isEmpty());
  }

  @Test
  void asksForABodyOnlyWhenItIsWanted() {
    send(
        """
        POST /v1/uploads HTTP/1.1\r
        Tus-Resumable: 1.0.0\r
        Upload-Length: 4\r
        Content-Type: application/offset+octet-stream\r
        Content-Length: 4\r
        Expect: 100-continue\r
        \r
        """);
    assertEquals("", received());
    answerOne(); // No body comes within the body time: nothing of it counts.
    String answer = received();
    assertTrue(answer.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created"), answer);
    assertTrue(answer.contains("Upload-Offset: 0"), answer);
  }

  @Test
  void refusesALengthWithoutAskingForTheBody() {
    send(
        """
        POST /v1/uploads HTTP/1.1\r
        Tus-Resumable: 1.0.0\r
        Upload-Length: 99999999999\r
        Content-Length: 4\r
        Expect: 100-continue\r
        \r
        """);
    answerOne();
    String answer = received();
    assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    assertClosesSoon();
  }

  @Test
  void waitsForAnUnwantedBodyNoLongerThanForAHead() {
    send("DELETE /v1/uploads HTTP/1.1\r\nContent-Length: 4\r\n\r\nab");
    answerOne();
    assertTrue(received().startsWith("HTTP/1.1 405"));
    channel.advanceTimeBy(limits.headTime().toMillis() + 1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertFalse(channel.isOpen());
  }

  @Test
  void throwsNoEndlessBodyAway() {
    send("DELETE /v1/uploads HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
    answerOne();
    assertTrue(received().startsWith("HTTP/1.1 405"));
    String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
    for (int i = 0; i <= HttpLimits.MAX_DISCARDED_BYTES / 0x8000; i++) {
      assertTrue(channel.isOpen());
      send(chunk);
    }
    assertFalse(channel.isOpen());
  }

  @Test
  void throwsAnUnwantedBodyAwayAndGoesOn() {
    send("DELETE /v1/uploads HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd" + options());
    answerOne();
    assertTrue(received().startsWith("HTTP/1.1 405"));
    answerOne();
    assertTrue(received().startsWith("HTTP/1.1 204"));
  }
}
