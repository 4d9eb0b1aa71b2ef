package org.dockwarden.agent.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dockwarden.agent.display.Desk;
import org.dockwarden.agent.display.DisplayPages;
import org.dockwarden.agent.display.DisplaySettings;
import org.dockwarden.agent.display.DockLayout;
import org.dockwarden.agent.display.forecast.TestCamera;
import org.dockwarden.agent.display.words.Language;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;

/** The loopback address as a socket has it. */
final class StatusServerIT {
  private static final int TIMEOUT_MILLIS = 10_000;

  @Test
  void namesOfOtherHostsGetNothing() throws IOException {
    try (StatusServer server = server(StatusServerIT::status)) {
      for (String host : List.of("127.0.0.1", "localhost:8085", "LOCALHOST", "[::1]:1")) {
        assertTrue(ask(server, "GET /status", "Host: " + host).startsWith("HTTP/1.1 200"), host);
      }
      for (String host : List.of("dock.evil.example", "127.0.0.1.evil.example", "", "127.0.0.2")) {
        String answer = ask(server, "GET /status", "Host: " + host);
        assertTrue(answer.startsWith("HTTP/1.1 421"), host);
        assertFalse(answer.contains("BW-1"), host);
      }
      assertTrue(ask(server, "GET /", "Host: evil.example").startsWith("HTTP/1.1 421"));
      assertTrue(ask(server, "GET /events", "Host: evil.example").startsWith("HTTP/1.1 421"));
    }
  }

  @Test
  void onlyGetIsAnswered() throws IOException {
    try (StatusServer server = server(StatusServerIT::status)) {
      for (String method : List.of("POST", "PUT", "DELETE", "HEAD", "OPTIONS")) {
        assertTrue(
            ask(server, method + " /", "Host: localhost").startsWith("HTTP/1.1 405"), method);
      }
    }
  }

  @Test
  void thePageLetsNothingInFromElsewhere() throws IOException {
    try (StatusServer server = server(StatusServerIT::status)) {
      String page = ask(server, "GET /", "Host: localhost");
      assertTrue(page.contains("Content-security-policy: default-src 'none'; script-src 'self'"));
      assertTrue(page.contains("X-content-type-options: nosniff"));
      assertTrue(page.contains("Referrer-policy: no-referrer"));
      assertTrue(page.contains("<html lang=\"en\""));
      assertFalse(page.contains("style=\"") || page.contains("<style") || page.contains("onclick"));
      assertFalse(page.replaceAll("(?s)^.*?\r\n\r\n", "").contains("://"), "an address elsewhere");
      assertTrue(ask(server, "GET /?lang=cy", "Host: localhost").contains("<html lang=\"cy\""));
      assertTrue(ask(server, "GET /nothing", "Host: localhost").startsWith("HTTP/1.1 404"));
      assertTrue(ask(server, "GET /?bay=999&lang=%22", "Host: localhost").contains("200 OK"));
    }
  }

  @Test
  void onlySoManyViewersAreServedAtATime() throws IOException {
    List<Socket> viewers = new ArrayList<>();
    try (StatusServer server = server(StatusServerIT::status)) {
      try {
        int served = 0;
        for (int viewer = 0; viewer < 12; viewer++) {
          Socket socket = open(server, "GET /events", "Host: localhost");
          viewers.add(socket);
          served += read(socket, 12).equals("HTTP/1.1 200") ? 1 : 0;
        }
        assertEquals(8, served);
        assertTrue(ask(server, "GET /status", "Host: localhost").startsWith("HTTP/1.1 200"));
      } finally {
        for (Socket viewer : viewers) {
          viewer.close();
        }
      }
    }
  }

  @Test
  void whatHasNotChangedIsNotSentAgainButABeatIs() throws IOException {
    try (StatusServer server = server(StatusServerIT::status);
        Socket viewer = open(server, "GET /events?lang=cy", "Host: localhost")) {
      StringBuilder all = new StringBuilder();
      while (all.indexOf("event: beat") < 0) {
        all.append(read(viewer, 1));
      }
      assertEquals(all.indexOf("event: change"), all.lastIndexOf("event: change"));
      assertTrue(all.indexOf("\"language\":\"cy\"") > 0);
    }
  }

  @Test
  void manyWhoAskAreOneLookAtTheAgent() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    StatusSource counting =
        () -> {
          looks.incrementAndGet();
          return status();
        };
    StatusCache cache = new StatusCache(counting, () -> 0);
    for (int viewer = 0; viewer < 10; viewer++) {
      cache.status();
    }
    assertEquals(1, looks.get());
  }

  @Test
  @ExpectsLog("page /")
  void aDefectOfAPageEndsThatPageOnly() throws IOException {
    try (StatusServer server =
        StatusServer.start("127.0.0.1", 0, StatusServerIT::status, broken())) {
      assertEquals("", ask(server, "GET /", "Host: localhost"));
      assertTrue(ask(server, "GET /status", "Host: localhost").startsWith("HTTP/1.1 200"));
    }
  }

  @Test
  void theTableSaysWhatTheStatusSays() throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(StatusJson.encode(status()));
    assertEquals(90, json.at("/bays/0/charge/percent").asInt());
    assertFalse(json.at("/bays/0/finding").asBoolean());
    String table = String.join("\n", StatusTable.lines(json));
    assertTrue(table.contains("offloading   90% charging   3/0/0/10"), table);
    assertTrue(table.endsWith("all is well"), table);
    assertFalse(StatusTable.isDegraded(json));
  }

  private static AgentStatus status() {
    return TestCamera.offloading(3);
  }

  private static Pages broken() {
    return new Pages() {
      @Override
      public void answer(HttpExchange exchange) {
        throw new IllegalStateException("a defect");
      }

      @Override
      public void close() {}
    };
  }

  private static StatusServer server(StatusSource source) throws IOException {
    DisplaySettings settings =
        new DisplaySettings(Language.EN, DisplaySettings.Theme.DARK, DockLayout.of(1));
    DisplayPages pages = new DisplayPages(settings, source, Desk.NONE, InstantSource.system());
    return StatusServer.start("127.0.0.1", 0, source, pages);
  }

  private static Socket open(StatusServer server, String request, String header)
      throws IOException {
    String address = server.address();
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    socket.setSoTimeout(TIMEOUT_MILLIS);
    String text = request + " HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String ask(StatusServer server, String request, String header) throws IOException {
    try (Socket socket = open(server, request, header)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String read(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }
}
