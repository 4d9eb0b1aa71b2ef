package org.dockwarden.fleet.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.junit.jupiter.api.Test;

final class LiveStreamsTest {
  private static final Optional<Session> SOMEBODY =
      Optional.of(
          new Session(
              new Account(
                  "vera", Role.VIEWER, Optional.empty(), true, Instant.EPOCH, Optional.empty()),
              "token",
              "csrf"));

  private static Request request() throws Request.Malformed {
    return RequestMaker.of("GET", "/live?page=/sites", "token", "", Map.of());
  }

  private static long never(long known) {
    return known;
  }

  @Test
  void nobodyWatchesWithoutASession() throws Exception {
    try (LiveStreams streams =
        new LiveStreams((_, _) -> Optional.of(Map.of()), (known, _) -> never(known))) {
      FakeExchange exchange = new FakeExchange();
      streams.serve(exchange, request(), Optional.empty());
      assertEquals(401, exchange.status());
      assertEquals("", exchange.written());
    }
  }

  @Test
  void anEndedSessionEndsTheStream() throws Exception {
    List<String> asked = new ArrayList<>();
    LiveStreams.Parts parts =
        (address, _) -> {
          asked.add(address);
          return Optional.empty();
        };
    try (LiveStreams streams = new LiveStreams(parts, (known, _) -> never(known))) {
      FakeExchange exchange = new FakeExchange();
      streams.serve(exchange, request(), SOMEBODY);
      assertEquals(List.of("/sites"), asked);
      assertEquals("event: over\ndata: 1\n\n", exchange.written());
      assertEquals("text/event-stream", exchange.getResponseHeaders().getFirst("Content-Type"));
    }
  }

  /** As many as there are places, each on its thread; the next one is asked to come again. */
  @Test
  void thereAreSoManyPlacesAndTheyBecomeFree() throws Exception {
    CountDownLatch watching = new CountDownLatch(LiveStreams.MAX_VIEWERS);
    LiveStreams.Parts parts =
        (_, _) -> {
          watching.countDown();
          return Optional.of(Map.of("main", "<p>\none</p>"));
        };
    LiveStreams streams = new LiveStreams(parts, (known, _) -> never(known));
    List<FakeExchange> exchanges = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int viewer = 0; viewer < LiveStreams.MAX_VIEWERS; viewer++) {
      FakeExchange exchange = new FakeExchange();
      exchanges.add(exchange);
      threads.add(Thread.startVirtualThread(() -> watch(streams, exchange)));
    }
    assertTrue(watching.await(20, TimeUnit.SECONDS));

    FakeExchange late = new FakeExchange();
    streams.serve(late, request(), SOMEBODY);
    assertEquals(503, late.status());
    assertEquals("20", late.getResponseHeaders().getFirst("Retry-After"));

    streams.close();
    for (Thread thread : threads) {
      thread.join();
    }
    for (FakeExchange exchange : exchanges) {
      assertEquals(200, exchange.status());
      assertTrue(
          exchange.written().isEmpty()
              || exchange.written().equals("event: part\nid: main\ndata: <p>\ndata: one</p>\n\n"),
          exchange.written());
    }
    FakeExchange after = new FakeExchange();
    streams.serve(after, request(), SOMEBODY);
    assertEquals(503, after.status(), "nobody is let in at the end");
  }

  private static void watch(LiveStreams streams, FakeExchange exchange) {
    try {
      streams.serve(exchange, request(), SOMEBODY);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoLeavesLosesThePlace() throws Exception {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int letter) throws IOException {
            throw new IOException("the browser is gone");
          }
        };
    try (LiveStreams streams =
        new LiveStreams((_, _) -> Optional.of(Map.of("main", "x")), (known, _) -> never(known))) {
      for (int viewer = 0; viewer <= LiveStreams.MAX_VIEWERS; viewer++) {
        FakeExchange exchange = new FakeExchange(gone);
        assertThrows(IOException.class, () -> streams.serve(exchange, request(), SOMEBODY));
        assertEquals(200, exchange.status());
      }
    }
  }
}
