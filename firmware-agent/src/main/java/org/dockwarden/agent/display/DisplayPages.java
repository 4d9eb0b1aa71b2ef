package org.dockwarden.agent.display;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.agent.display.words.Language;
import org.dockwarden.agent.status.Pages;
import org.dockwarden.agent.status.StatusSource;

/** The page for the screen at the dock, its style, its script and its events. */
public final class DisplayPages implements Pages {
  /** Nothing from elsewhere, nothing inline, in no frame, nothing to send. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final int MAX_BAY_DIGITS = 3;

  private final Board board;
  private final BoardHtml html;
  private final EventStreams streams;
  private final Language language;
  private final byte[] style;
  private final byte[] script;

  public DisplayPages(DisplaySettings settings, StatusSource source, Desk desk, InstantSource clock)
      throws IOException {
    this.board =
        new Board(source, desk, settings.layout(), clock, ZoneId.systemDefault(), System::nanoTime);
    this.html = new BoardHtml(settings);
    this.streams = new EventStreams(board);
    this.language = settings.language();
    this.style =
        (new String(Template.resource("display.css"), StandardCharsets.UTF_8)
                + settings.layout().css())
            .getBytes(StandardCharsets.UTF_8);
    this.script = Template.resource("display.js");
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange.getResponseHeaders().set("Cross-Origin-Opener-Policy", "same-origin");
    Map<String, String> asked = asked(exchange.getRequestURI());
    switch (exchange.getRequestURI().getPath()) {
      case "/" -> page(exchange, asked);
      case "/display.css" -> answer(exchange, "text/css; charset=utf-8", style);
      case "/display.js" -> answer(exchange, "text/javascript; charset=utf-8", script);
      case "/events" -> streams.serve(exchange, language(asked));
      default -> {
        try (exchange) {
          exchange.sendResponseHeaders(404, -1);
        }
      }
    }
  }

  private void page(HttpExchange exchange, Map<String, String> asked) throws IOException {
    BoardHtml.Request request =
        new BoardHtml.Request(
            language(asked),
            Optional.ofNullable(asked.get("bay"))
                .filter(text -> text.length() <= MAX_BAY_DIGITS && text.matches("\\d+"))
                .map(Integer::valueOf),
            asked.containsKey("team"),
            "0".equals(asked.get("refresh")));
    String page = html.write(board.paint(request.language()).view(), request);
    answer(exchange, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  private Language language(Map<String, String> asked) {
    return Language.of(asked.getOrDefault("lang", "")).orElse(language);
  }

  private static Map<String, String> asked(URI address) {
    Map<String, String> asked = new HashMap<>();
    String query = address.getRawQuery();
    if (query != null) {
      for (String part : query.split("&", -1)) {
        int equals = part.indexOf('=');
        asked.put(
            equals < 0 ? part : part.substring(0, equals),
            equals < 0 ? "" : part.substring(equals + 1));
      }
    }
    return asked;
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    streams.close();
  }
}
