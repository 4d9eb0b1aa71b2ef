package org.dockwarden.fleet.web.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.web.http.Answer;
import org.dockwarden.fleet.web.http.Gate;
import org.dockwarden.fleet.web.http.Request;

/** Makes answers of screens, in the language and looks of who asks. */
final class Studio implements Gate.Refusals {
  private final Source source;

  Studio(Source source) {
    this.source = source;
  }

  Voice voice(Request request) {
    return Voice.of(request.language(), source.zone(), source.clock().instant());
  }

  Answer page(Screen screen, Request request, Session session) {
    return page(screen, request, Optional.of(session));
  }

  Answer page(Screen screen, Request request, Optional<Session> session) {
    String html = Shell.write(screen, voice(request), request, session);
    return Answer.html(screen.status(), html).remembering(preferences(request));
  }

  /** What the address asks to be remembered. */
  private static Map<String, String> preferences(Request request) {
    Map<String, String> preferences = new LinkedHashMap<>();
    if (request.query().containsKey("lang")) {
      preferences.put("lang", request.language().tag());
    }
    if (request.query().containsKey("theme")) {
      preferences.put("theme", request.theme());
    }
    return preferences;
  }

  @Override
  public Answer signIn(Request request) {
    if (request.isApi()) {
      return Answer.problem(401, "sign in first");
    }
    return request.method().equals("GET") || request.method().equals("HEAD")
        ? Answer.seeOther("/sign-in?next=" + Links.segment(request.rawPath()))
        : Answer.seeOther("/sign-in");
  }

  @Override
  public Answer refused(Request request, Session session, int status) {
    return refused(request, Optional.of(session), status);
  }

  @Override
  public Answer refused(Request request, int status) {
    return refused(request, Optional.empty(), status);
  }

  private Answer refused(Request request, Optional<Session> session, int status) {
    if (request.isApi()) {
      return Answer.problem(
          status,
          switch (status) {
            case 403 -> "not allowed";
            case 404 -> "no such resource";
            default -> "method not allowed";
          });
    }
    return page(Shown.refused(voice(request), status), request, session);
  }
}
