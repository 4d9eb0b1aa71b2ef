package org.dockwarden.agent.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dockwarden.evidence.json.JsonObjectBuilder;

/** The loopback pages. */
public final class StatusServer implements AutoCloseable {
  private static final int BACKLOG = 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private StatusServer(HttpServer server) {
    this.server = server;
  }

  /** Listens; port 0 means any free one. */
  public static StatusServer start(String host, int port, StatusSource source) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
    StatusServer status = new StatusServer(server);
    server.setExecutor(status.threads);
    server.createContext(
        "/status", exchange -> answer(exchange, 200, StatusJson.encode(source.status())));
    server.createContext("/healthz", exchange -> healthz(exchange, source));
    server.createContext("/", exchange -> answer(exchange, 404, new byte[0]));
    server.start();
    return status;
  }

  /** Where it listens, {@code 127.0.0.1:8085}. */
  public String address() {
    InetSocketAddress address = server.getAddress();
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private static void healthz(HttpExchange exchange, StatusSource source) throws IOException {
    AgentStatus status = source.status();
    boolean ok = status.degradations().isEmpty();
    byte[] body =
        new JsonObjectBuilder()
            .put("status", ok ? "ok" : "degraded")
            .putTexts("degradations", status.degradations())
            .toBytes();
    answer(exchange, ok ? 200 : 503, body);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
