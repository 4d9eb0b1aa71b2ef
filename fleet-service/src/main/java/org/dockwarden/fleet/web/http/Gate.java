package org.dockwarden.fleet.web.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.account.Sessions;

/**
 * Every request passes here, and only here: is there such a page, does the change come from our own
 * page, who is it, may they. What changes something has to be a POST of the same origin and, from
 * somebody who is signed in, to carry their session's own token.
 */
public final class Gate {
  /** The prefix makes browsers refuse it without Secure, Path=/ or with a Domain (RFC 6265bis). */
  public static final String COOKIE = "__Host-session";

  private static final String READING = "GET";

  /** What is shown to those who may not, and where nothing is. */
  public interface Refusals {
    Answer signIn(Request request);

    Answer refused(Request request, Session session, int status);

    Answer refused(Request request, int status);
  }

  private final List<Route> routes;
  private final Sessions sessions;
  private final Refusals refusals;

  public Gate(List<Route> routes, Sessions sessions, Refusals refusals) {
    this.routes = List.copyOf(routes);
    this.sessions = sessions;
    this.refusals = refusals;
  }

  /** The answer, whatever is asked. */
  public Answer answer(Request request) throws IOException {
    String method = request.method().equals("HEAD") ? READING : request.method();
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.match(request.path());
      if (variables.isPresent()) {
        if (route.method().equals(method)) {
          return pass(route, request, variables.get());
        }
        allowed.add(route.method());
      }
    }
    Optional<Session> session = session(request, true);
    int status = allowed.isEmpty() ? 404 : 405;
    Answer refused =
        session
            .map(it -> refusals.refused(request, it, status))
            .orElseGet(() -> refusals.refused(request, status));
    return allowed.isEmpty() ? refused : refused.with("Allow", String.join(", ", allowed));
  }

  private Answer pass(Route route, Request request, Map<String, String> variables)
      throws IOException {
    Optional<Session> session = session(request, !request.rawPath().equals("/live"));
    boolean changes = !route.method().equals(READING);
    if (changes && !isOwnOrigin(request)) {
      return refusals.refused(request, 403);
    }
    return switch (route) {
      case Route.Open open -> open.handler().answer(request, session);
      case Route.Guarded guarded -> guarded(guarded, request, session, variables, changes);
    };
  }

  private Answer guarded(
      Route.Guarded route,
      Request request,
      Optional<Session> session,
      Map<String, String> variables,
      boolean changes)
      throws IOException {
    if (session.isEmpty()) {
      return refusals.signIn(request);
    }
    if (changes && !carriesToken(request, session.get())) {
      return refusals.refused(request, session.get(), 403);
    }
    if (!session.get().may(route.role())) {
      return refusals.refused(request, session.get(), 403);
    }
    return route.handler().answer(new Route.Visit(request, session.get(), variables));
  }

  /**
   * The session of a request.
   *
   * @param isUse whether somebody does something, which keeps the session alive
   */
  public Optional<Session> session(Request request, boolean isUse) throws IOException {
    String token = request.cookies().get(COOKIE);
    return token == null ? Optional.empty() : sessions.find(token, isUse);
  }

  /** Browsers say where a change comes from; one that does not say so is not asked. */
  private static boolean isOwnOrigin(Request request) {
    String site = request.headers().getOrDefault("sec-fetch-site", "same-origin");
    String host = request.headers().getOrDefault("host", "");
    String origin = request.headers().getOrDefault("origin", "https://" + host);
    return site.equals("same-origin") && origin.equals("https://" + host);
  }

  private static boolean carriesToken(Request request, Session session) throws IOException {
    String header = request.headers().getOrDefault("x-csrf-token", "");
    String carried = header.isEmpty() ? request.form().getOrDefault("csrf", "") : header;
    return MessageDigest.isEqual(
        carried.getBytes(StandardCharsets.UTF_8), session.csrf().getBytes(StandardCharsets.UTF_8));
  }
}
