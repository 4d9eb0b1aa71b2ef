package org.dockwarden.fleet.account.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A provider as Keycloak is one: discovery, keys, authorization, token and end of session, over
 * TLS. Whoever asks is signed in as the current person at once. It is as strict with its client as
 * the specifications allow, and plays {@link Trick}s when told to.
 */
public final class TestProvider implements AutoCloseable {
  /** Of the one client that it knows. */
  public static final String CLIENT = "dockwarden";

  /** With what an encoding may get wrong. */
  public static final String SECRET = "s3cret: with + & % ü";

  private static final int OVERSIZE = 300 * 1024;

  /** How an endpoint fails. */
  public enum Fault {
    SLOW,
    OVERSIZED,
    BROKEN,
    NO_JSON
  }

  private record Asked(Map<String, String> request, String subject) {}

  private final HttpsServer server;
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
  private final InstantSource clock;
  private final TestKeys keys = new TestKeys();
  private final Map<String, Asked> codes = new ConcurrentHashMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Map<String, Object> person = Map.of("sub", "1", "groups", List.of());
  private volatile @Nullable Trick trick;
  private volatile JWSAlgorithm algorithm = JWSAlgorithm.RS256;
  private volatile boolean takesFormOnly;
  private volatile URI redirect = URI.create("https://localhost/");
  private volatile String issuerInDiscovery;
  private volatile String lastLogout = "";

  public TestProvider(SSLContext tls, InstantSource clock) throws IOException {
    this.clock = clock;
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(answering);
    server.createContext("/", this::serve);
    server.start();
    issuerInDiscovery = issuer();
  }

  public String issuer() {
    return "https://localhost:" + server.getAddress().getPort() + "/realms/test";
  }

  /** Where its client may have browsers sent to. */
  public void register(URI address) {
    redirect = address;
  }

  /** Who is signed in from now on, with these claims. */
  public void person(Map<String, Object> claims) {
    person = claims;
  }

  public void play(@Nullable Trick what) {
    trick = what;
  }

  public void signWith(JWSAlgorithm with) {
    algorithm = with;
  }

  public void takeSecretInFormOnly() {
    takesFormOnly = true;
  }

  public void callItselfInDiscovery(String issuer) {
    issuerInDiscovery = issuer;
  }

  public void rotateKeys() {
    keys.rotate();
  }

  /** Makes an endpoint fail: {@code keys}, {@code token} or {@code openid-configuration}. */
  public void fail(String endpoint, Optional<Fault> fault) {
    fault.ifPresentOrElse(it -> faults.put(endpoint, it), () -> faults.remove(endpoint));
  }

  /** How often an endpoint was asked. */
  public int count(String endpoint) {
    return counts.computeIfAbsent(endpoint, _ -> new AtomicInteger()).get();
  }

  /** What the end of session was asked with. */
  public String lastLogout() {
    return lastLogout;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String endpoint = path.substring(path.lastIndexOf('/') + 1);
      counts.computeIfAbsent(endpoint, _ -> new AtomicInteger()).incrementAndGet();
      Fault fault = faults.get(endpoint);
      if (fault != null) {
        play(exchange, fault);
        return;
      }
      Map<String, String> query =
          parameters(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
      switch (endpoint) {
        case "openid-configuration" -> send(exchange, 200, discovery());
        case "keys" -> send(exchange, 200, keys.published());
        case "authorize" -> authorize(exchange, query);
        case "token" -> token(exchange);
        case "logout" -> logout(exchange, query);
        default -> send(exchange, 404, "{}");
      }
    }
  }

  private void play(HttpExchange exchange, Fault fault) throws IOException {
    switch (fault) {
      case BROKEN -> send(exchange, 500, "{\"error\":\"server_error\"}");
      case NO_JSON -> send(exchange, 200, "<html>Sign in to the guest network</html>");
      case OVERSIZED -> {
        byte[] filler = new byte[OVERSIZE];
        Arrays.fill(filler, (byte) ' ');
        send(exchange, 200, new String(filler, StandardCharsets.US_ASCII) + discovery());
      }
      case SLOW -> {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write('{');
        out.flush();
        try {
          closing.await(); // the rest never comes
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private String discovery() {
    return """
    {"issuer": "%s", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s/token",
     "jwks_uri": "%s/keys", "end_session_endpoint": "%s/logout",
     "token_endpoint_auth_methods_supported": ["%s"],
     "authorization_response_iss_parameter_supported": true}
    """
        .formatted(
            issuerInDiscovery,
            issuer(),
            issuer(),
            issuer(),
            issuer(),
            takesFormOnly ? "client_secret_post" : "client_secret_basic");
  }

  private void authorize(HttpExchange exchange, Map<String, String> asked) throws IOException {
    boolean isGood =
        CLIENT.equals(asked.get("client_id"))
            && "code".equals(asked.get("response_type"))
            && "S256".equals(asked.get("code_challenge_method"))
            && asked.getOrDefault("scope", "").contains("openid")
            && redirect.toString().equals(asked.get("redirect_uri"));
    if (!isGood) {
      send(exchange, 400, "{\"error\":\"invalid_request\"}");
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, new Asked(asked, String.valueOf(person.get("sub"))));
    Map<String, String> answer = new TreeMap<>();
    answer.put("state", asked.getOrDefault("state", ""));
    answer.put("code", code);
    answer.put("iss", issuer());
    trick(answer);
    exchange.getResponseHeaders().set("Location", redirect + "?" + encoded(answer));
    exchange.sendResponseHeaders(302, -1);
  }

  private void trick(Map<String, String> answer) {
    switch (trick) {
      case ISSUER_OF_THE_ANSWER -> answer.put("iss", "https://elsewhere.example");
      case NO_ISSUER_IN_THE_ANSWER -> answer.remove("iss");
      case NO_CODE -> answer.remove("code");
      case ACCESS_DENIED -> answer.put("error", "access_denied");
      case ERROR_WITH_MARKUP -> answer.put("error", "\"<b>\n2026 forged line");
      case null, default -> {}
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = parameters(body);
    String header =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    if (!isClient(header, form)) {
      send(exchange, 401, "{\"error\":\"invalid_client\"}");
      return;
    }
    Asked asked = codes.remove(form.getOrDefault("code", "")); // once only
    String challenge =
        new Pending.Begun("", "", "", form.getOrDefault("code_verifier", ""), "", "", Instant.EPOCH)
            .challenge();
    boolean isGood =
        asked != null
            && challenge.equals(asked.request().get("code_challenge"))
            && String.valueOf(asked.request().get("redirect_uri")).equals(form.get("redirect_uri"))
            && "authorization_code".equals(form.get("grant_type"));
    if (!isGood || asked == null) {
      send(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"no such code\"}");
      return;
    }
    String nonce = asked.request().getOrDefault("nonce", "");
    send(
        exchange,
        200,
        "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
            .formatted(idToken(nonce)));
  }

  private boolean isClient(String header, Map<String, String> form) {
    if (takesFormOnly) {
      return header.isEmpty()
          && CLIENT.equals(form.get("client_id"))
          && SECRET.equals(form.get("client_secret"));
    }
    String pair = encode(CLIENT) + ":" + encode(SECRET);
    byte[] bytes = pair.getBytes(StandardCharsets.US_ASCII);
    return header.equals("Basic " + Base64.getEncoder().encodeToString(bytes))
        && !form.containsKey("client_secret");
  }

  private String idToken(String nonce) {
    Trick now = trick;
    if (now == Trick.NO_TOKEN) {
      return "eyJhbGciOiJub25lIn0.x";
    }
    Instant at = clock.instant();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT)
            .claim("azp", CLIENT)
            .claim("nonce", nonce)
            .issueTime(Date.from(at))
            .expirationTime(Date.from(at.plusSeconds(300)));
    person.forEach(claims::claim);
    trick(claims, now, at);
    return keys.sign(claims.build(), now, algorithm);
  }

  private void trick(JWTClaimsSet.Builder claims, @Nullable Trick now, Instant at) {
    switch (now) {
      case ISSUER -> claims.issuer("https://elsewhere.example/realms/test");
      case ISSUER_WITH_A_SLASH -> claims.issuer(issuer() + "/");
      case AUDIENCE -> claims.audience("other");
      case TOKEN_OF_ANOTHER_CLIENT ->
          claims.audience(List.of("other", CLIENT)).claim("azp", "other");
      case SEVERAL_AUDIENCES_AND_NO_PARTY ->
          claims.audience(List.of("other", CLIENT)).claim("azp", null);
      case EXPIRED -> claims.expirationTime(Date.from(at.minusSeconds(31)));
      case NO_EXPIRY -> claims.expirationTime(null);
      case NOT_YET_VALID -> claims.notBeforeTime(Date.from(at.plusSeconds(40)));
      case ISSUED_IN_THE_FUTURE -> claims.issueTime(Date.from(at.plusSeconds(40)));
      case NONCE -> claims.claim("nonce", "another");
      case NO_NONCE -> claims.claim("nonce", null);
      case NO_SUBJECT -> claims.subject(null);
      case EMPTY_SUBJECT -> claims.subject("");
      case OVERLONG_TOKEN -> claims.claim("padding", "x".repeat(32 * 1024));
      case null, default -> {}
    }
  }

  /** RP-Initiated Logout 1.0: back only to an address that is registered, and ours is. */
  private void logout(HttpExchange exchange, Map<String, String> asked) throws IOException {
    lastLogout = encoded(asked);
    String back = asked.getOrDefault("post_logout_redirect_uri", "");
    String base = redirect.toString().replace("/sign-in/return", "/");
    if (!back.startsWith(base) || !CLIENT.equals(asked.get("client_id"))) {
      send(exchange, 400, "{\"error\":\"invalid_request\"}");
      return;
    }
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> parameters(String encoded) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : encoded.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
    }
    return parameters;
  }

  private static String encoded(Map<String, String> parameters) {
    StringBuilder out = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            out.append(out.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value)));
    return out.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    answering.shutdownNow();
  }
}
