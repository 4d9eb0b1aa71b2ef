package org.dockwarden.agent.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.agent.spool.GrowingObject;
import org.dockwarden.agent.spool.PosixSpoolDisk;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.evidence.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose answers never end, or lead nowhere. */
final class BadServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");

  @Test
  void anAnswerThatNeverEndsIsGivenUpInTime() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpCaller http = HttpCaller.plain()) {
      Thread serving = Thread.ofVirtual().start(() -> beginAnAnswer(server));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort()))
              .timeout(Duration.ofMillis(500))
              .build();
      GatewayException e =
          assertTimeoutPreemptively(
              PATIENCE, () -> assertThrows(GatewayException.class, () -> http.send(request)));
      assertEquals(ErrorCode.GATEWAY_UNREACHABLE, e.code());
      serving.join();
    }
  }

  /** Ten bytes are announced, one comes; waits until the client has gone. */
  private static void beginAnAnswer(ServerSocket server) {
    try (Socket client = server.accept();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
      while (!in.readLine().isEmpty()) {}
      client
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1".getBytes(US_ASCII));
      while (in.read() >= 0) {}
    } catch (IOException e) {
      return; // The client has gone.
    }
  }

  @Test
  void aServerThatNeverGoesOnIsNotSentTheSameForEver() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Upload-Offset", "0");
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
    URI upload = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/one");
    try (HttpCaller http = HttpCaller.plain();
        GrowingObject object = object(1000)) {
      object.write(new byte[1000]);
      object.complete();
      BandwidthLimit limit =
          new BandwidthLimit(BandwidthSchedule.UNLIMITED, InstantSource.system(), System::nanoTime);
      Transfer transfer = new Transfer(new TusClient(http, upload), limit, new ChunkSize());
      GatewayException e =
          assertTimeoutPreemptively(
              PATIENCE,
              () ->
                  assertThrows(
                      GatewayException.class,
                      () -> transfer.send(new UploadSource.Growing(object), upload)));
      assertEquals(ErrorCode.OFFSET_MISMATCH, e.code());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anObjectThatStandsStillIsNotWaitedForForEver() throws Exception {
    try (GrowingObject object = object(1000)) {
      assertTimeoutPreemptively(
          PATIENCE,
          () -> assertEquals(Optional.empty(), object.awaitSegment(0, Duration.ofMillis(10))));
      object.discard();
    }
  }

  private GrowingObject object(long bytes) throws IOException {
    return Spool.open(folder, 1 << 20, 0, new PosixSpoolDisk())
        .begin(UUID.randomUUID(), bytes)
        .orElseThrow();
  }
}
