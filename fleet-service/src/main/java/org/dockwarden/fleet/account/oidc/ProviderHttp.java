package org.dockwarden.fleet.account.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Asks the provider over TLS. An answer is JSON of at most {@value #MAX_BYTES} bytes and is there
 * within its time, whole; redirects are not followed, because the settings and the provider's own
 * discovery document say where things are.
 */
final class ProviderHttp implements AutoCloseable {
  private static final int MAX_BYTES = 256 * 1024;
  private static final Duration ENDING = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final Duration timeout;

  /** An answer's status and what it says; a missing node where that is no JSON. */
  record Reply(int status, JsonNode body) {}

  ProviderHttp(SSLContext tls, Duration timeout) {
    this.timeout = timeout;
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .sslContext(tls)
            .sslParameters(parameters)
            .build();
  }

  /** Fetches a document; anything but 200 with JSON counts as not reached. */
  JsonNode get(URI address) throws SignInFailure {
    Reply reply = send(HttpRequest.newBuilder(address).GET());
    if (reply.status() != 200 || !reply.body().isObject()) {
      throw SignInFailure.unreachable(
          address + ": status " + reply.status() + " (expected: 200 with JSON)");
    }
    return reply.body();
  }

  /** Sends a form, with an Authorization header unless it is empty. */
  Reply post(URI address, String form, String authorization) throws SignInFailure {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (!authorization.isEmpty()) {
      request.header("authorization", authorization);
    }
    return send(request);
  }

  private Reply send(HttpRequest.Builder builder) throws SignInFailure {
    HttpRequest request =
        builder.header("accept", "application/json").header("user-agent", "dockwarden").build();
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
    try {
      // A request's own timeout ends with the headers; this one has the body in it.
      HttpResponse<byte[]> response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(response.statusCode(), json(response.body()));
    } catch (ExecutionException e) {
      throw SignInFailure.unreachable(request.uri() + ": " + e.getCause());
    } catch (TimeoutException e) {
      throw SignInFailure.unreachable(
          request.uri() + ": no whole answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SignInFailure.unreachable(request.uri() + ": the service ends");
    } finally {
      sent.cancel(true);
    }
  }

  private static JsonNode json(byte[] body) throws SignInFailure {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    } catch (IOException e) {
      throw SignInFailure.unreachable("answer: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    try {
      var _ = client.awaitTermination(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
