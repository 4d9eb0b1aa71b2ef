package org.dockwarden.fleet.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.metrics.FleetMetrics;

/** Serves {@code /}, {@code /docks}, {@code /healthz} and {@code /metrics}; GET and HEAD only. */
public final class FleetPage implements AutoCloseable {
  private static final int MAX_REQUESTS = 8;
  private static final Duration ENDING = Duration.ofSeconds(2);

  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(MAX_REQUESTS);

  private FleetPage(HttpServer server) {
    this.server = server;
  }

  /** Listens from now on; {@code health} tells what is degraded, nothing if all is well. */
  public static FleetPage start(
      InetSocketAddress address,
      DockTable docks,
      Supplier<List<String>> health,
      Supplier<byte[]> metrics)
      throws IOException {
    FleetPage page = new FleetPage(HttpServer.create(address, MAX_REQUESTS));
    page.server.setExecutor(page.workers);
    page.server.createContext(
        "/docks",
        exchange ->
            answer(exchange, "application/json", 200, DockJson.write(docks.view(Instant.now()))));
    page.server.createContext(
        "/healthz",
        exchange -> {
          List<String> degraded = health.get();
          int status = degraded.isEmpty() ? 200 : 503;
          answer(exchange, "application/json", status, DockJson.health(degraded));
        });
    page.server.createContext(
        "/metrics", exchange -> answer(exchange, FleetMetrics.CONTENT_TYPE, 200, metrics.get()));
    page.server.createContext(
        "/",
        exchange -> {
          boolean isRoot = exchange.getRequestURI().getPath().equals("/");
          byte[] html = isRoot ? html(exchange, docks, health) : new byte[0];
          answer(exchange, "text/html; charset=utf-8", isRoot ? 200 : 404, html);
        });
    page.server.start();
    return page;
  }

  private static byte[] html(
      HttpExchange exchange, DockTable docks, Supplier<List<String>> health) {
    URI address = exchange.getRequestURI();
    List<String> languages =
        exchange.getRequestHeaders().getOrDefault("Accept-Language", List.of());
    Words words = Words.of(address, languages);
    return DockHtml.write(docks.view(Instant.now()), health.get(), words, Words.refreshes(address));
  }

  /** Where it listens, also when any port was asked for. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private static void answer(HttpExchange exchange, String type, int status, byte[] body)
      throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", type);
      headers.set("Cache-Control", "no-store");
      headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
      headers.set("X-Content-Type-Options", "nosniff");
      if (method.equals("HEAD") || body.length == 0) {
        exchange.sendResponseHeaders(status, -1);
      } else {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    try {
      workers.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
