package org.dockwarden.gateway.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Somebody who reads health and metrics on the admin port (P-24). */
public final class Operator implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  public Operator(InetSocketAddress admin) {
    base = "http://127.0.0.1:" + admin.getPort();
  }

  public HttpResponse<String> get(String path) throws IOException {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Asks again and again until the answer is as wanted. */
  public HttpResponse<String> await(String path, Predicate<HttpResponse<String>> wanted)
      throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    HttpResponse<String> answer = get(path);
    while (!wanted.test(answer)) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      answer = get(path);
    }
    return answer;
  }

  /** Waits until metrics have this line; names are without {@code dockwarden_gateway_}. */
  public void awaitMetric(String line) throws IOException {
    var _ = await("/metrics", it -> it.body().contains("\ndockwarden_gateway_" + line + "\n"));
  }

  @Override
  public void close() {
    client.close();
  }
}
