package org.dockwarden.fleet.notify.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.dockwarden.fleet.alert.Line;
import org.dockwarden.fleet.notify.Destination;
import org.dockwarden.fleet.notify.Message;
import org.dockwarden.fleet.notify.Outcome;
import org.dockwarden.fleet.notify.Route;

/**
 * A receiver of signed webhooks. Redirects are not followed: what is signed goes where the settings
 * say. Its answer's body is not read.
 */
public final class WebhookDestination implements Destination {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Standard Webhooks, "Timeouts": 15 to 30 seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final Duration ENDING = Duration.ofSeconds(5);
  private static final int MAX_REASON = 200;

  /** Answers about one message; every other is about the receiver as a whole. */
  private static final Set<Integer> OF_THE_MESSAGE = Set.of(400, 406, 409, 413, 415, 422);

  private static final int GONE = 410;

  private final String name;
  private final URI url;
  private final WebhookSecrets secrets;
  private final Route route;
  private final ZoneId zone;
  private final HttpClient client;
  private final Duration timeout;

  /**
   * A receiver.
   *
   * @param url {@code https}, or {@code http} on loopback; the settings have checked it
   * @param zone of the times in texts for people
   */
  public WebhookDestination(
      String name, URI url, WebhookSecrets secrets, SSLContext tls, Route route, ZoneId zone) {
    this(name, url, secrets, tls, route, zone, TIMEOUT);
  }

  WebhookDestination(
      String name,
      URI url,
      WebhookSecrets secrets,
      SSLContext tls,
      Route route,
      ZoneId zone,
      Duration timeout) {
    this.name = name;
    this.url = url;
    this.secrets = secrets;
    this.route = route;
    this.zone = zone;
    this.timeout = timeout;
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .sslContext(tls)
            .sslParameters(parameters)
            .build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Route route() {
    return route;
  }

  /** The whole address: it may hold a token, so it is compared and never shown. */
  @Override
  public String address() {
    return url.toString();
  }

  @Override
  public Outcome send(Message message, Instant now) throws InterruptedException {
    byte[] body = WebhookPayload.write(message, zone);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("content-type", "application/json")
            .header("user-agent", "dockwarden-fleet")
            .header("webhook-id", message.id())
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .header("webhook-signature", WebhookSignature.of(secrets, message.id(), now, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      response.body().close();
      return outcome(response, now);
    } catch (IOException e) {
      String why = Line.of(e.getClass().getSimpleName() + ": " + e.getMessage(), MAX_REASON);
      return new Outcome.Unavailable(why, Optional.empty());
    }
  }

  private static Outcome outcome(HttpResponse<?> response, Instant now) {
    int status = response.statusCode();
    String why = "HTTP status " + status + " (expected: 2xx)";
    if (status >= 200 && status < 300) {
      return new Outcome.Sent("");
    }
    if (status == GONE) {
      return new Outcome.Gone("HTTP status 410: it wants no messages any more");
    }
    if (OF_THE_MESSAGE.contains(status)) {
      return new Outcome.Refused(why);
    }
    return new Outcome.Unavailable(why, retryAfter(response, now));
  }

  /** RFC 9110, 10.2.3: seconds, or a date. */
  private static Optional<Duration> retryAfter(HttpResponse<?> response, Instant now) {
    Optional<String> text = response.headers().firstValue("retry-after").map(String::strip);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().matches("[0-9]{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text.get())));
    }
    try {
      Instant at =
          ZonedDateTime.parse(text.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Optional.of(Duration.between(now, at)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // as if it were not there
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    try {
      client.awaitTermination(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
