package org.dockwarden.fleet.account.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dockwarden.fleet.account.Provider;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.account.Throttle;
import org.dockwarden.fleet.notify.SecretFile;
import org.dockwarden.fleet.notify.ServerTrust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider of OpenID Connect. */
public final class OidcProvider implements Provider {
  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final String UNKNOWN = "unknown";

  /** Failures that cost the provider something: too many from one network have to wait. */
  private static final String CODE = "code:";

  /** RFC 6749, 4.1.2.1: letters of an error code; else it is not worth telling. */
  private static final String ERROR_CODE = "[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]{1,64}";

  private final OidcSettings settings;
  private final Arrivals arrivals;
  private final Throttle throttle;
  private final ProviderHttp http;
  private final Pending pending;
  private final Kept<ProviderMetadata> metadata;
  private final IdTokens idTokens;
  private final SignOutHints hints = new SignOutHints();

  private OidcProvider(
      OidcSettings settings,
      Arrivals arrivals,
      Throttle throttle,
      ProviderHttp http,
      SecureRandom random,
      InstantSource clock) {
    this.settings = settings;
    this.arrivals = arrivals;
    this.throttle = throttle;
    this.http = http;
    this.pending = new Pending(random, clock);
    this.metadata =
        new Kept<>(
            () ->
                ProviderMetadata.read(
                    http.get(ProviderMetadata.address(settings.issuer())), settings.issuer()),
            LIFETIME,
            clock);
    ProviderKeys keys = new ProviderKeys(() -> http.get(metadata.get().keys()), clock);
    this.idTokens = new IdTokens(settings.issuer().toString(), settings.clientId(), keys, clock);
  }

  /** Reads secret and trust; the provider itself is asked when somebody signs in. */
  public static OidcProvider open(
      OidcSettings settings,
      Arrivals arrivals,
      Throttle throttle,
      SecureRandom random,
      InstantSource clock)
      throws IOException {
    check(settings);
    ProviderHttp http = new ProviderHttp(ServerTrust.of(settings.trust()), settings.timeout());
    return new OidcProvider(settings, arrivals, throttle, http, random, clock);
  }

  /** Reads what a start would; throws where something is missing. */
  public static void check(OidcSettings settings) throws IOException {
    var _ = SecretFile.lines(settings.secret());
    var _ = ServerTrust.of(settings.trust());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Start begin(String next, String from) throws IOException {
    try {
      URI endpoint = metadata.get().authorization();
      Pending.Begun begun = pending.begin(next, Throttle.network(from));
      Map<String, String> asked = new LinkedHashMap<>();
      asked.put("response_type", "code");
      asked.put("client_id", settings.clientId());
      asked.put("redirect_uri", settings.returnAddress().toString());
      asked.put("scope", String.join(" ", settings.scopes()));
      asked.put("state", begun.state());
      asked.put("nonce", begun.nonce());
      asked.put("code_challenge", begun.challenge());
      asked.put("code_challenge_method", "S256");
      return new Start.Away(with(endpoint, asked), begun.binding());
    } catch (SignInFailure e) {
      return new Start.Refused(tell(e, UNKNOWN, from));
    }
  }

  @Override
  public Finish finish(String binding, Map<String, String> answer, String from) throws IOException {
    String who = UNKNOWN;
    try {
      Pending.Begun begun =
          pending
              .end(binding, answer.getOrDefault("state", ""))
              .orElseThrow(
                  () -> new SignInFailure(Reason.STALE, "state: unknown, used or expired"));
      if (throttle.wait(CODE + Throttle.network(from)).isPositive()) {
        throw SignInFailure.refused("too many failures from there"); // and nobody was asked
      }
      String idToken = exchange(code(answer), begun.verifier());
      JWTClaimsSet claims = idTokens.check(idToken, begun.nonce());
      Person person = Person.of(claims, settings);
      who = person.name();
      Session session = arrivals.welcome(person, from);
      throttle.succeeded(CODE + Throttle.network(from));
      hints.keep(session.token(), idToken);
      return new Finish.SignedIn(session, begun.next());
    } catch (SignInFailure e) {
      return new Finish.Refused(tell(e, who, from));
    }
  }

  /** The code, if the provider gave one and it is this provider that answers (RFC 9207). */
  private String code(Map<String, String> answer) throws SignInFailure {
    String issuer = answer.get("iss");
    boolean isThis =
        issuer == null
            ? !metadata.get().namesItself()
            : issuer.equals(settings.issuer().toString());
    if (!isThis) {
      throw SignInFailure.refused(
          "answer: iss " + issuer + " (expected: " + settings.issuer() + ")");
    }
    String error = answer.get("error");
    if (error != null) {
      throw SignInFailure.refused("provider: " + (error.matches(ERROR_CODE) ? error : "an error"));
    }
    String code = answer.getOrDefault("code", "");
    if (code.isEmpty()) {
      throw SignInFailure.refused("answer: no code");
    }
    return code;
  }

  private String exchange(String code, String verifier) throws SignInFailure {
    ProviderMetadata provider = metadata.get();
    String secret = secret();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", settings.returnAddress().toString());
    form.put("code_verifier", verifier);
    String authorization = "";
    if (provider.takesBasic()) {
      String pair = encode(settings.clientId()) + ":" + encode(secret); // RFC 6749, 2.3.1
      authorization =
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    } else {
      form.put("client_id", settings.clientId());
      form.put("client_secret", secret);
    }
    ProviderHttp.Reply reply = http.post(provider.token(), encode(form), authorization);
    return idToken(provider.token(), reply);
  }

  /** Read each time, so that it can be changed while the service runs. */
  private String secret() throws SignInFailure {
    try {
      return SecretFile.lines(settings.secret()).getFirst();
    } catch (IOException e) {
      throw SignInFailure.refused("client_secret: " + e.getMessage());
    }
  }

  private static String idToken(URI endpoint, ProviderHttp.Reply reply) throws SignInFailure {
    JsonNode body = reply.body();
    if (reply.status() >= 500 || !body.isObject()) {
      throw SignInFailure.unreachable(
          endpoint + ": status " + reply.status() + " (expected: JSON with an id token)");
    }
    String token = body.path("id_token").asText("");
    if (reply.status() != 200 || token.isEmpty()) {
      throw SignInFailure.refused(
          "code: status "
              + reply.status()
              + " "
              + body.path("error").asText("no id token")
              + " "
              + body.path("error_description").asText(""));
    }
    return token;
  }

  /** Logs and lists a failure; what anybody can make happen for nothing, ever more seldom. */
  private Reason tell(SignInFailure failure, String who, String from) throws IOException {
    boolean isTold =
        switch (failure.reason()) {
          case NO_ROLE -> true; // the provider knows them
          case FAILED -> isTold(CODE + Throttle.network(from), true);
          case STALE, UNREACHABLE -> isTold("told:" + Throttle.network(from), false);
        };
    if (isTold) {
      switch (failure.reason()) {
        case FAILED, UNREACHABLE -> LOG.warn("Sign-in with {}: {}", name(), failure.why());
        case NO_ROLE, STALE -> LOG.info("Sign-in with {}: {}: {}", name(), who, failure.why());
      }
      arrivals.refuse(who, from, failure.why());
    }
    return failure.reason();
  }

  /** Counts a failure, unless there are too many already; whether it is worth a line. */
  private boolean isTold(String key, boolean isRefusalTold) {
    if (throttle.wait(key).isPositive()) {
      return isRefusalTold && throttle.isNews(key);
    }
    throttle.failed(key);
    return true;
  }

  @Override
  public Optional<URI> signOut(Session session) {
    Optional<String> hint = hints.take(session.token());
    if (session.account().isLocal()) {
      return Optional.empty();
    }
    try {
      Map<String, String> asked = new TreeMap<>();
      asked.put("client_id", settings.clientId());
      asked.put("post_logout_redirect_uri", settings.signedOutAddress().toString());
      hint.ifPresent(it -> asked.put("id_token_hint", it));
      return metadata.get().endSession().map(it -> with(it, asked));
    } catch (SignInFailure e) {
      LOG.warn("Sign-out with {}: {}", name(), e.why());
      return Optional.empty();
    }
  }

  private static URI with(URI endpoint, Map<String, String> parameters) {
    String mark = endpoint.getRawQuery() == null ? "?" : "&";
    return URI.create(endpoint + mark + encode(parameters));
  }

  private static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
