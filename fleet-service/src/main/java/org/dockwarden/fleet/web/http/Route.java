package org.dockwarden.fleet.web.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;

/**
 * Who answers which path, and what role it takes. This is the one place where a role is asked for.
 * Segments of a pattern in braces are variables: {@code /docks/{group}/{dock}}.
 */
public sealed interface Route {
  String method();

  String pattern();

  /** For everybody, also before signing in. */
  record Open(String method, String pattern, OpenHandler handler) implements Route {}

  /** For those who signed in and have at least this role. */
  record Guarded(String method, String pattern, Role role, Handler handler) implements Route {}

  /** Answers those who may not have signed in. */
  interface OpenHandler {
    Answer answer(Request request, Optional<Session> session) throws IOException;
  }

  /** Answers somebody; variables are those of the pattern. */
  interface Handler {
    Answer answer(Visit visit) throws IOException;
  }

  /** A request of somebody who may do what is asked for. */
  record Visit(Request request, Session session, Map<String, String> variables) {
    /** A variable of the route's pattern. */
    public String variable(String name) {
      String value = variables.get(name);
      if (value == null) {
        throw new IllegalArgumentException("no variable " + name + " in the route");
      }
      return value;
    }

    /** A field of the form, or empty text. */
    public String field(String name) throws IOException {
      return request.form().getOrDefault(name, "").strip();
    }
  }

  static Route open(String method, String pattern, OpenHandler handler) {
    return new Open(method, pattern, handler);
  }

  static Route guarded(String method, String pattern, Role role, Handler handler) {
    return new Guarded(method, pattern, role, handler);
  }

  /** The variables if the path is of this pattern. */
  default Optional<Map<String, String>> match(List<String> path) {
    String[] parts = pattern().equals("/") ? new String[0] : pattern().substring(1).split("/", -1);
    if (parts.length != path.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int index = 0; index < parts.length; index++) {
      String part = parts[index];
      if (part.startsWith("{")) {
        variables.put(part.substring(1, part.length() - 1), path.get(index));
      } else if (!part.equals(path.get(index))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
