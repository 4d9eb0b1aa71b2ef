package org.dockwarden.fleet.web.page;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        Route.open("GET", "/sign-in/return", (request, _) -> finish(request)),
        Route.open("GET", "/set-up", (request, _) -> setUp(request, 200, Optional.empty())),
        Route.open("POST", "/set-up", (request, _) -> make(request)),
        Route.guarded("POST", "/sign-out", Role.VIEWER, this::signOut));
  }

  private Answer show(Request request, Optional<Session> session) {
    String next = own(request.query().getOrDefault("next", "/"));
    if (session.isPresent()) {
      return Answer.seeOther(next);
    }
    Voice voice = studio.voice(request);
    Optional<String> told =
        request
            .asked("told")
            .filter(List.of("over", "out", "provider")::contains)
            .map(it -> voice.say("sign-in." + it));
    return signInPage(request, 200, told, next);
  }

  private Answer signInPage(Request request, int status, Optional<String> told, String next) {
    Screen screen =
        SignInPages.signIn(
            studio.voice(request),
            status,
            told,
            next,
            provider.map(Provider::name),
            setUp.isOpen());
    return studio.page(screen, request, Optional.empty());
  }

  private Answer tryPassword(Request request, Optional<Session> before) throws IOException {
    String name = request.form().getOrDefault("name", "").strip().toLowerCase(Locale.ROOT);
    String password = request.form().getOrDefault("password", "");
    String next = own(request.form().getOrDefault("next", "/"));
    Voice voice = studio.voice(request);
    return switch (signIn.tryPassword(name, password, request.from())) {
      case SignInResult.SignedIn(Session session) -> enter(session, before, request, next);
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

  private Answer begin(Request request) throws IOException {
    if (provider.isEmpty()) {
      return studio.refused(request, 404);
    }
    Provider.Start start = provider.get().begin(own(request.form().getOrDefault("next", "/")));
    return Answer.seeOther(start.location().toString())
        .with(
            "Set-Cookie",
            BINDING + "=" + start.binding() + "; Max-Age=" + BINDING_SECONDS + ATTRIBUTES + "Lax");
  }

  private Answer finish(Request request) throws IOException {
    if (provider.isEmpty()) {
      return studio.refused(request, 404);
    }
    String binding = request.cookies().getOrDefault(BINDING, "");
    Answer answer =
        switch (provider.get().finish(binding, request.query(), request.from())) {
          case Provider.Finish.SignedIn(Session session, String next) ->
              enter(session, Optional.empty(), request, own(next));
          case Provider.Finish.Refused() -> Answer.seeOther("/sign-in?told=provider");
        };
    return answer.with("Set-Cookie", BINDING + "=; Max-Age=0" + ATTRIBUTES + "Lax");
  }

  private Answer setUp(Request request, int status, Optional<String> complaint) {
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

  private Answer signOut(Route.Visit visit) throws IOException {
    sessions.end(visit.session(), entry(visit.session(), visit.request()));
    return Answer.seeOther("/sign-in?told=out")
        .with("Set-Cookie", Gate.COOKIE + "=; Max-Age=0" + ATTRIBUTES + "Lax")
        .with("Clear-Site-Data", "\"cache\"");
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
