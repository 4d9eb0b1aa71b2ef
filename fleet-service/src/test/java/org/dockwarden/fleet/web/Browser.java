package org.dockwarden.fleet.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A browser with a cookie jar of its own, which goes nowhere by itself. */
final class Browser implements AutoCloseable {
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]{64})\"");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The session's cookie. */
  static final String SESSION = "__Host-session";

  final Map<String, String> cookies = new TreeMap<>();

  /** Each cookie as it was set last, with its attributes. */
  final Map<String, String> settings = new TreeMap<>();

  private final HttpClient client;
  private final String console;

  Browser(SSLContext tls, String console) {
    this.client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
    this.console = console;
  }

  /** A page of the console, or of somebody else. */
  HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(absolute(address)).GET());
  }

  /** Sends a form of the console's. */
  HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    return post(path, form, console);
  }

  /** Sends a form that stands on a page of this origin. */
  HttpResponse<String> post(String path, Map<String, String> form, String origin)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(absolute(path))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    boolean isOurs = request.build().uri().toString().startsWith(console + "/");
    if (isOurs && !cookies.isEmpty()) {
      request.header(
          "cookie",
          cookies.entrySet().stream()
              .map(it -> it.getKey() + "=" + it.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> response =
        client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    if (isOurs) {
      response.headers().allValues("set-cookie").forEach(this::keep);
    }
    return response;
  }

  private void keep(String cookie) {
    int equals = cookie.indexOf('=');
    String name = cookie.substring(0, equals);
    settings.put(name, cookie);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, cookie.substring(equals + 1).split(";", 2)[0]);
    }
  }

  private URI absolute(String address) {
    String own = address.replaceFirst("^" + Pattern.quote(TestConsole.PUBLIC), "");
    return URI.create(own.startsWith("/") ? console + own : own);
  }

  /** Where an answer sends the browser. */
  static String location(HttpResponse<String> response) {
    Optional<String> refresh =
        response.headers().firstValue("refresh").map(it -> it.substring("0;url=".length()));
    return refresh.or(() -> response.headers().firstValue("location")).orElse("");
  }

  /** The token in the forms of the page of oneself. */
  String csrf() throws IOException, InterruptedException {
    Matcher matcher = CSRF.matcher(get("/me").body());
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
