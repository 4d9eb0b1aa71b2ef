package org.dockwarden.agent.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.dockwarden.agent.display.forecast.TestCamera;
import org.dockwarden.agent.display.words.Language;
import org.dockwarden.agent.status.AgentStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Viewers as sockets have them; some do not read what they are sent. */
final class EventStreamsIT {
  private static final Duration TURN = Duration.ofMillis(100);
  private static final Duration STUCK = Duration.ofMillis(500);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** An event is longer than what the kernel keeps for somebody who does not read. */
  private static final String LONG = "x".repeat(8 << 20);

  /** What lies in the kernel and no more: who is still served gets far beyond it. */
  private static final long MOST_LEFT_BYTES = 64L << 20;

  private static final int SMALL_WINDOW_BYTES = 4096;
  private static final String SERVED = "HTTP/1.1 200";

  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicLong looks = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private EventStreams streams;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    // Each look is a second after the one before it, so that each sees a change.
    Board board =
        new Board(
            this::status,
            Desk.NONE,
            DockLayout.of(1),
            InstantSource.system(),
            ZoneOffset.UTC,
            () -> Duration.ofSeconds(looks.incrementAndGet()).toNanos());
    streams = new EventStreams(board, TURN, STUCK);
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 16);
    server.setExecutor(threads);
    server.createContext("/events", exchange -> streams.serve(exchange, Language.EN));
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    streams.close();
    server.stop(0);
    threads.close();
  }

  @Test
  void whoDoesNotReadIsDroppedAndWhoReadsIsNot() throws Exception {
    List<Socket> stuck = fill(EventStreams.MAX_VIEWERS - 1);
    AtomicLong read = new AtomicLong();
    Socket reader = open();
    threads.execute(() -> drain(reader, read));
    await("the reader alone is served", () -> streams.viewers() == 1 && read.get() > LONG.length());
    for (Socket socket : stuck) {
      assertEnds(socket);
    }
    long before = read.get();
    await("the reader is served on", () -> read.get() > before + 2L * LONG.length());
    assertEquals(1, streams.viewers());
  }

  @Test
  void newcomersGetThePlacesOfThoseWhoDoNotRead() throws Exception {
    List<Socket> stuck = fill(EventStreams.MAX_VIEWERS);
    await("a newcomer is served", this::comesAndReads);
    await("nobody else is", () -> streams.viewers() == 1);
    for (Socket socket : stuck) {
      assertEnds(socket);
    }
  }

  private AgentStatus status() {
    AgentStatus one = TestCamera.offloading(3);
    return new AgentStatus(
        one.dock(),
        one.software(),
        one.bays(),
        one.spool(),
        one.backlog(),
        one.sentBytes(),
        one.gateway(),
        one.clock(),
        one.cipher(),
        one.isCipherFallback(),
        List.of(LONG + looks.get()));
  }

  /** So many viewers who are served and read nothing of it. */
  private List<Socket> fill(int count) throws IOException {
    List<Socket> all = new ArrayList<>();
    for (int viewer = 0; viewer < count; viewer++) {
      Socket socket = open();
      assertEquals(SERVED, status(socket));
      all.add(socket);
    }
    return all;
  }

  private boolean comesAndReads() {
    Socket socket = open();
    if (!status(socket).equals(SERVED)) {
      close(socket);
      return false;
    }
    threads.execute(() -> drain(socket, new AtomicLong()));
    return true;
  }

  private Socket open() {
    try {
      Socket socket = new Socket();
      sockets.add(socket);
      socket.setReceiveBufferSize(SMALL_WINDOW_BYTES);
      socket.connect(server.getAddress());
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket
          .getOutputStream()
          .write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String status(Socket socket) {
    try {
      byte[] line = socket.getInputStream().readNBytes(SERVED.length());
      return new String(line, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads all that comes, until somebody closes. */
  private static void drain(Socket socket, AtomicLong read) {
    byte[] buffer = new byte[1 << 16];
    try {
      InputStream in = socket.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        read.addAndGet(count);
      }
    } catch (IOException e) {
      assertTrue(socket.isClosed(), e::toString); // By the test, at its end.
    }
  }

  private static void assertEnds(Socket socket) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = 0;
    try {
      InputStream in = socket.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        left += count;
        assertTrue(left < MOST_LEFT_BYTES, "still served");
      }
    } catch (SocketException e) {
      assertTrue(e.toString().contains("reset"), e::toString); // An end as good as the other.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.onSpinWait();
    }
  }
}
