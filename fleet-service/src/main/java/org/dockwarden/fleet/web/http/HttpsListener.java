package org.dockwarden.fleet.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.dockwarden.fleet.web.html.Attribute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's HTTPS server, each exchange in a virtual thread of its own, with the headers that every
 * answer has. What it does not limit by itself is limited by its system properties, which have to
 * be set before the first server of the process is made: see {@link #limit()}.
 */
public final class HttpsListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpsListener.class);

  /** Nothing from elsewhere, nothing inline, in no frame; forms go to us. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
          + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final int BACKLOG = 128;
  private static final int MAX_EXCHANGES = 512;
  private static final int ENDING_SECONDS = 2;
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final HttpsServer server;
  private final ExecutorService answering =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("console-", 0).factory());
  private final Semaphore exchanges = new Semaphore(MAX_EXCHANGES);
  private final Gate gate;
  private final LiveStreams streams;

  private HttpsListener(HttpsServer server, Gate gate, LiveStreams streams) {
    this.server = server;
    this.gate = gate;
    this.streams = streams;
  }

  /** Sets the JDK server's limits, unless the command line has: seconds, connections, bytes. */
  public static void limit() {
    limit("sun.net.httpserver.maxReqTime", "30");
    limit("sun.net.httpserver.maxReqHeaders", "100");
    limit("sun.net.httpserver.maxReqHeaderSize", "32768");
    limit("jdk.httpserver.maxConnections", "1024");
  }

  private static void limit(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Listens when this returns. */
  public static HttpsListener start(
      InetSocketAddress address, SSLContext tls, Gate gate, LiveStreams streams)
      throws IOException {
    HttpsListener listener = new HttpsListener(HttpsServer.create(address, BACKLOG), gate, streams);
    listener.server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ours = getSSLContext().getDefaultSSLParameters();
            ours.setProtocols(PROTOCOLS);
            parameters.setSSLParameters(ours);
          }
        });
    listener.server.setExecutor(listener.answering);
    listener.server.createContext("/", listener::serve);
    listener.server.start();
    return listener;
  }

  /** Where it listens, also when any port was asked for. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchanges.tryAcquire()) {
        exchange.getResponseHeaders().set("Retry-After", "5");
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      try {
        Request request = Request.read(exchange);
        if (request.rawPath().equals("/live")) {
          headers(exchange.getResponseHeaders());
          streams.serve(exchange, request, gate.session(request, false));
        } else {
          send(exchange, orProblem(request));
        }
      } catch (Request.Malformed e) {
        send(exchange, Answer.problem(e.status(), String.valueOf(e.getMessage())));
      } finally {
        exchanges.release();
      }
    }
  }

  private Answer orProblem(Request request) throws Request.Malformed {
    try {
      return gate.answer(request);
    } catch (Request.Malformed e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} {}: {}", request.method(), request.rawPath(), e.toString(), e);
      return Answer.problem(500, "failed; the log of the fleet service tells why");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers(headers);
    for (Attribute header : answer.headers()) {
      if (header.name().equals("Set-Cookie")) {
        headers.add(header.name(), header.value());
      } else {
        headers.set(header.name(), header.value());
      }
    }
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    switch (answer.body()) {
      case Answer.Body.Whole(byte[] bytes) -> {
        exchange.sendResponseHeaders(
            answer.status(), isHead || bytes.length == 0 ? -1 : bytes.length);
        if (!isHead && bytes.length > 0) {
          exchange.getResponseBody().write(bytes);
        }
      }
      case Answer.Body.Written(Answer.Writer writer) -> {
        exchange.sendResponseHeaders(answer.status(), isHead ? -1 : 0);
        if (!isHead) {
          try (OutputStream out = exchange.getResponseBody()) {
            writer.write(out);
          }
        }
      }
    }
  }

  private static void headers(Headers headers) {
    headers.set("Content-Security-Policy", POLICY);
    headers.set("Strict-Transport-Security", "max-age=31536000");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    headers.set("Cache-Control", "no-store");
  }

  @Override
  public void close() {
    streams.close();
    server.stop(0);
    answering.shutdownNow();
    try {
      var _ = answering.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
