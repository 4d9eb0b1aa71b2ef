package org.dockwarden.agent.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loopback pages. */
public final class StatusServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
  private static final int BACKLOG = 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private final Pages pages;

  private StatusServer(HttpServer server, Pages pages) {
    this.server = server;
    this.pages = pages;
  }

  /**
   * Listens; port 0 means any free one.
   *
   * @param pages all that is neither {@code /status} nor {@code /healthz}; closed with the server
   */
  public static StatusServer start(String host, int port, StatusSource source, Pages pages)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
    StatusServer status = new StatusServer(server, pages);
    server.setExecutor(status.threads);
    status.serve("/status", exchange -> answer(exchange, 200, StatusJson.encode(source.status())));
    status.serve("/healthz", exchange -> healthz(exchange, source));
    status.serve("/", pages::answer);
    server.start();
    return status;
  }

  private void serve(String path, HttpHandler handler) {
    serve(path, handler, "GET");
  }

  /** Lets somebody else answer POST requests below this path. */
  public void answer(String path, HttpHandler handler) {
    serve(path, handler, "POST");
  }

  private void serve(String path, HttpHandler handler, String method) {
    server
        .createContext(path, exchange -> answer(exchange, handler))
        .getFilters()
        .add(new LoopbackOnly(method));
  }

  /** The top of a request's thread: a defect of a page is no reason to stop offloading. */
  private static void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
    try {
      handler.handle(exchange);
    } catch (RuntimeException e) {
      LOG.error("page {}", exchange.getRequestURI().getPath(), e);
      exchange.close();
    }
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
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    pages.close();
    server.stop(0);
    threads.close();
  }
}
