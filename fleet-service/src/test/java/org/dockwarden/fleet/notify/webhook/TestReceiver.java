package org.dockwarden.fleet.notify.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.dockwarden.evidence.pki.TestIdentity;

/** A receiver of webhooks on a free loopback port. */
final class TestReceiver implements AutoCloseable {
  private static final char[] NO_PASSWORD = {};

  private final HttpServer server;
  private final String scheme;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Answer answer = new Answer(204, Map.of());

  /** What came. */
  record Request(Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private record Answer(int status, Map<String, String> headers) {}

  private TestReceiver(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::take);
    server.start();
  }

  static TestReceiver plain() throws IOException {
    return new TestReceiver(HttpServer.create(anyPort(), 0), "http");
  }

  static TestReceiver tls(TestIdentity identity) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "self", identity.key(), NO_PASSWORD, new X509Certificate[] {identity.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new TestReceiver(server, "https");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      requests.add(new Request(headers, exchange.getRequestBody().readAllBytes()));
      Answer now = answer;
      now.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(now.status(), -1);
    }
  }

  URI url() {
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/hook?token=x");
  }

  void answer(int status) {
    answer = new Answer(status, Map.of());
  }

  void answer(int status, String header, String value) {
    answer = new Answer(status, Map.of(header, value));
  }

  List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
