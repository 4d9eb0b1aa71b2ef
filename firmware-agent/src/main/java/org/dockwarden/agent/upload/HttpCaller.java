package org.dockwarden.agent.upload;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** HTTP/1.1 with bounded answers and bounded waiting. Thread-safe. */
public final class HttpCaller implements AutoCloseable {
  /** From the end of a request to its answer; a gateway may fsync a segment in between. */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  /** Largest answer that has no larger limit of its own. */
  static final int ANSWER_BYTES = 64 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;
  private final Runnable afterwards;

  /**
   * @param afterwards run when the client is closed
   */
  private HttpCaller(HttpClient.Builder builder, Runnable afterwards) {
    this.afterwards = afterwards;
    this.client =
        builder
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(threads)
            .build();
  }

  /** Plain HTTP, for other tus servers on a trusted network, and for tests. */
  public static HttpCaller plain() {
    return new HttpCaller(HttpClient.newBuilder(), () -> {});
  }

  /** TLS 1.3 only (P-1), with the context's client certificate and anchors. */
  public static HttpCaller secured(SSLContext context) {
    OwnedEngines engines = new OwnedEngines(context);
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    return new HttpCaller(
        HttpClient.newBuilder().sslContext(engines.context()).sslParameters(parameters),
        engines::free);
  }

  /** A request to this address with the usual time-out. */
  static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address).timeout(ANSWER_TIMEOUT);
  }

  HttpResponse<byte[]> send(HttpRequest request) throws GatewayException, InterruptedException {
    return send(request, ANSWER_BYTES);
  }

  /**
   * Sends and waits for the answer, whatever its status. The request's time-out covers the answer
   * to its last byte: the JDK's own ends with the header, and would wait for a body for ever.
   *
   * @throws GatewayException if there is none
   */
  HttpResponse<byte[]> send(HttpRequest request, int answerBytes)
      throws GatewayException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), answerBytes));
    try {
      return answer.get(request.timeout().orElse(ANSWER_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw HttpErrors.broken(name(request), e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw HttpErrors.broken(name(request), new HttpTimeoutException("answer not complete"));
    } finally {
      answer.cancel(true); // Does nothing to one that has ended; breaks any other off.
    }
  }

  static GatewayException error(HttpRequest request, HttpResponse<byte[]> answer) {
    return HttpErrors.of(name(request), answer);
  }

  private static String name(HttpRequest request) {
    return request.method() + " " + request.uri().getPath();
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
    threads.close();
    afterwards.run();
  }
}
