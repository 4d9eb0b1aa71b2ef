package org.dockwarden.fleet.web.page;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dockwarden.fleet.account.AuditEntry;
import org.dockwarden.fleet.account.Provider;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.account.Sessions;
import org.dockwarden.fleet.account.SetUp;
import org.dockwarden.fleet.account.SignIn;
import org.dockwarden.fleet.account.SignInResult;
import org.dockwarden.fleet.web.http.Answer;
import org.dockwarden.fleet.web.http.Gate;
import org.dockwarden.fleet.web.http.Request;
import org.dockwarden.fleet.web.http.Route;

/** In and out: set-up, sign-in with a password or a provider, sign-out. */
final class Doors {
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=";

  /** Lax, because the provider's answer comes from another site. */
  private static final String BINDING = "__Host-sign-in";

  private static final int BINDING_SECONDS = 600;

  /** By it a browser is known again; Strict, because only our own form asks for it. */
  private static final String MARK = "__Host-known";

  private static final int MARK_SECONDS = 180 * 24 * 60 * 60;

  /** What the address of the sign-in page may ask to be said. */
  private static final List<String> TOLD =
      Stream.concat(
              Stream.of("over", "out"),
              Arrays.stream(Provider.Reason.values()).map(Provider.Reason::code))
          .toList();

  private final Studio studio;
  private final Source source;
  private final SignIn signIn;
  private final SetUp setUp;
  private final Sessions sessions;
  private final Optional<Provider> provider;

  Doors(
      Studio studio,
      Source source,
      SignIn signIn,
      SetUp setUp,
      Sessions sessions,
      Optional<Provider> provider) {
    this.studio = studio;
    this.source = source;
    this.signIn = signIn;
    this.setUp = setUp;
    this.sessions = sessions;
    this.provider = provider;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET", "/sign-in", this::show),
        Route.open("POST", "/sign-in", this::tryPassword),
        Route.open("POST", "/sign-in/provider", (request, _) -> begin(request)),
        Route.open("GET", "/sign-in/return", this::finish),
        Route.open("GET", "/set-up", (request, _) -> setUp(request, 200, Optional.empty())),
        Route.open("POST", "/set-up", (request, _) -> make(request)),
        Route.guarded("POST", "/sign-out", Role.VIEWER, this::signOut));
  }

  private Answer show(Request request, Optional<Session> session) throws IOException {
    String next = own(request.query().getOrDefault("next", "/"));
    if (session.isPresent()) {
      return Answer.seeOther(next);
    }
    Voice voice = studio.voice(request);
    Optional<String> told =
        request.asked("told").filter(TOLD::contains).map(it -> voice.say("sign-in." + it));
    return signInPage(request, 200, told, next);
  }

  private Answer signInPage(Request request, int status, Optional<String> told, String next)
      throws IOException {
    SignInPages.Ways ways =
        new SignInPages.Ways(
            provider.map(Provider::name),
            source.administration().hasLocalAccounts(),
            setUp.isOpen());
    Screen screen = SignInPages.signIn(studio.voice(request), status, told, next, ways);
    return studio.page(screen, request, Optional.empty());
  }

  private Answer tryPassword(Request request, Optional<Session> before) throws IOException {
    if (!source.administration().hasLocalAccounts()) {
      return studio.refused(request, 404);
    }
    String name = request.form().getOrDefault("name", "").strip().toLowerCase(Locale.ROOT);
    String password = request.form().getOrDefault("password", "");
    String next = own(request.form().getOrDefault("next", "/"));
    Voice voice = studio.voice(request);
    String mark = request.cookies().getOrDefault(MARK, "");
    return switch (signIn.tryPassword(name, password, request.from(), mark)) {
      case SignInResult.SignedIn(Session session, String given) ->
          enter(session, before, request, next)
              .with("Set-Cookie", cookie(MARK, given, MARK_SECONDS, "Strict"));
      case SignInResult.Refused() ->
          signInPage(request, 401, Optional.of(voice.say("sign-in.refused")), next);
      case SignInResult.Wait(var time) ->
          signInPage(
                  request,
                  429,
                  Optional.of(voice.count("sign-in.wait", time.toSeconds() + 1)),
                  next)
              .with("Retry-After", String.valueOf(time.toSeconds() + 1));
    };
  }

  /** The session of before ends: nobody goes on with a token that was there before sign-in. */
  private Answer enter(Session session, Optional<Session> before, Request request, String next)
      throws IOException {
    if (before.isPresent()) {
      sessions.end(before.get(), entry(before.get(), request));
    }
    return Answer.seeOther(next)
        .with("Set-Cookie", Gate.COOKIE + "=" + session.token() + ATTRIBUTES + "Lax");
  }

  /**
   * The browser goes by itself, from a page of ours: a form may not lead elsewhere, our policy says
   * so, and browsers hold redirects to it too.
   */
  private Answer begin(Request request) throws IOException {
    if (provider.isEmpty()) {
      return studio.refused(request, 404);
    }
    String next = own(request.form().getOrDefault("next", "/"));
    return switch (provider.get().begin(next, request.from())) {
      case Provider.Start.Away(URI location, String binding) ->
          away(request, location)
              .with("Set-Cookie", cookie(BINDING, binding, BINDING_SECONDS, "Lax"));
      case Provider.Start.Refused(var reason) -> told(reason);
    };
  }

  private Answer away(Request request, URI location) {
    Screen screen =
        SignInPages.away(
            studio.voice(request), provider.map(Provider::name).orElse(""), location.toString());
    return studio.page(screen, request, Optional.empty()).with("Refresh", "0;url=" + location);
  }

  private Answer finish(Request request, Optional<Session> before) throws IOException {
    if (provider.isEmpty()) {
      return studio.refused(request, 404);
    }
    String binding = request.cookies().getOrDefault(BINDING, "");
    return switch (provider.get().finish(binding, request.query(), request.from())) {
      case Provider.Finish.SignedIn(Session session, String next) ->
          enter(session, before, request, own(next)).with("Set-Cookie", forgotten(BINDING));
      // Who comes with an answer of somebody else's keeps what they began themselves.
      case Provider.Finish.Refused(var reason) when reason == Provider.Reason.STALE -> told(reason);
      case Provider.Finish.Refused(var reason) ->
          told(reason).with("Set-Cookie", forgotten(BINDING));
    };
  }

  /** By another address, so that neither code nor state stays in the browser's history. */
  private static Answer told(Provider.Reason reason) {
    return Answer.seeOther("/sign-in?told=" + reason.code());
  }

  private Answer setUp(Request request, int status, Optional<String> complaint) throws IOException {
    return setUp.isOpen()
        ? studio.page(
            SignInPages.setUp(studio.voice(request), status, complaint), request, Optional.empty())
        : Answer.seeOther("/sign-in");
  }

  private Answer make(Request request) throws IOException {
    String name = request.form().getOrDefault("name", "").strip().toLowerCase(Locale.ROOT);
    String password = request.form().getOrDefault("password", "");
    SetUp.Result result =
        setUp.make(request.form().getOrDefault("code", ""), name, password, request.from());
    if (result == SetUp.Result.DONE || result == SetUp.Result.OVER) {
      return Answer.seeOther("/sign-in");
    }
    return setUp(request, 400, Optional.of(studio.voice(request).of("set-up", result)));
  }

  /** Out here in any case, then at the provider where one can sign out there. */
  private Answer signOut(Route.Visit visit) throws IOException {
    sessions.end(visit.session(), entry(visit.session(), visit.request()));
    return provider
        .flatMap(it -> it.signOut(visit.session()))
        .map(it -> away(visit.request(), it))
        .orElseGet(() -> Answer.seeOther("/sign-in?told=out"))
        .with("Set-Cookie", forgotten(Gate.COOKIE))
        .with("Clear-Site-Data", "\"cache\"");
  }

  private static String cookie(String name, String value, int seconds, String site) {
    return name + "=" + value + "; Max-Age=" + seconds + ATTRIBUTES + site;
  }

  private static String forgotten(String name) {
    return cookie(name, "", 0, "Lax");
  }

  private AuditEntry entry(Session session, Request request) {
    return AuditEntry.of(
        source.clock().instant(),
        session.account().name(),
        request.from(),
        "sign-out",
        "",
        AuditEntry.DONE);
  }

  /** A page of ours, or the first one: never somebody else's. */
  static String own(String next) {
    boolean isOwn =
        next.startsWith("/")
            && !next.startsWith("//")
            && next.chars().allMatch(letter -> letter > ' ' && letter < 127 && letter != '\\');
    return isOwn ? next : "/";
  }
}
