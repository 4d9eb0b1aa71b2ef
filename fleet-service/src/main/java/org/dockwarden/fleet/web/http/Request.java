package org.dockwarden.fleet.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.fleet.web.words.Language;

/**
 * A request, read whole.
 *
 * @param path decoded segments of the path; none for {@code /}
 * @param query decoded, of several values the last
 * @param from the network address
 */
public record Request(
    String method,
    String rawPath,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    Map<String, String> cookies,
    byte[] body,
    String from) {
  /** A CSV of every camera of a large force, as a form's field. */
  static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

  private static final int MAX_PARAMETERS = 100;
  private static final int MAX_SEGMENTS = 16;

  /** A request that cannot be understood; the message tells why. */
  public static final class Malformed extends IOException {
    private static final long serialVersionUID = 1;
    private final int status;

    Malformed(int status, String message) {
      super(message);
      this.status = status;
    }

    /** The HTTP status to answer with. */
    public int status() {
      return status;
    }
  }

  /** Reads a request; throws {@link Malformed} where it is none. */
  static Request read(HttpExchange exchange) throws IOException {
    String rawPath = exchange.getRequestURI().getRawPath();
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw new Malformed(413, "body: too long (expected: <= " + MAX_BODY_BYTES + ")");
    }
    return new Request(
        exchange.getRequestMethod(),
        rawPath == null ? "" : rawPath,
        segments(rawPath == null ? "" : rawPath),
        parameters(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
        headers,
        cookies(headers.getOrDefault("cookie", "")),
        body,
        exchange.getRemoteAddress().getAddress().getHostAddress());
  }

  /** Splits, then decodes, so that an encoded slash stays in its segment. */
  static List<String> segments(String rawPath) throws Malformed {
    if (!rawPath.startsWith("/")) {
      throw new Malformed(400, "path: relative");
    }
    String rest = rawPath.substring(1);
    if (rest.isEmpty()) {
      return List.of();
    }
    String[] raw = rest.split("/", -1);
    if (raw.length > MAX_SEGMENTS) {
      throw new Malformed(400, "path: too many segments");
    }
    String[] decoded = new String[raw.length];
    for (int index = 0; index < raw.length; index++) {
      decoded[index] = decode(raw[index].replace("+", "%2B"));
    }
    return List.of(decoded);
  }

  static Map<String, String> parameters(String encoded) throws Malformed {
    Map<String, String> parameters = new HashMap<>();
    if (encoded.isEmpty()) {
      return parameters;
    }
    String[] pairs = encoded.split("&", MAX_PARAMETERS + 1);
    if (pairs.length > MAX_PARAMETERS) {
      throw new Malformed(400, "parameters: too many (expected: <= " + MAX_PARAMETERS + ")");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      parameters.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return parameters;
  }

  private static String decode(String encoded) throws Malformed {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Malformed(400, "percent-encoding: malformed");
    }
  }

  private static Map<String, String> cookies(String header) {
    Map<String, String> cookies = new HashMap<>();
    for (String pair : header.split(";", MAX_PARAMETERS)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        cookies.putIfAbsent(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return cookies;
  }

  /** The fields of a form; none where the body is something else. */
  public Map<String, String> form() throws Malformed {
    String type = headers.getOrDefault("content-type", "");
    return type.startsWith("application/x-www-form-urlencoded")
        ? parameters(new String(body, StandardCharsets.UTF_8))
        : Map.of();
  }

  /** The same asker's request for another of our pages. */
  public Request at(String address) throws Malformed {
    int mark = address.indexOf('?');
    String where = mark < 0 ? address : address.substring(0, mark);
    Map<String, String> asked = parameters(mark < 0 ? "" : address.substring(mark + 1));
    return new Request("GET", where, segments(where), asked, headers, cookies, new byte[0], from);
  }

  /** Of the query; empty counts as not given. */
  public Optional<String> asked(String name) {
    return Optional.ofNullable(query.get(name)).map(String::strip).filter(it -> !it.isEmpty());
  }

  /** A number of the query within its range, else the other one. */
  public int number(String name, int min, int max, int other) {
    return asked(name)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .filter(number -> number >= min && number <= max)
        .orElse(other);
  }

  /** As chosen, else as the browser prefers. */
  public Language language() {
    return Optional.ofNullable(query.get("lang"))
        .flatMap(Language::of)
        .or(() -> Language.of(cookies.getOrDefault("lang", "")))
        .orElseGet(() -> Language.preferred(headers.getOrDefault("accept-language", "")));
  }

  /** {@code auto}, {@code dark} or {@code light}. */
  public String theme() {
    String theme = query.getOrDefault("theme", cookies.getOrDefault("theme", "auto"));
    return List.of("dark", "light").contains(theme) ? theme : "auto";
  }

  /** Whether something of a program's, not a page's, is asked for. */
  public boolean isApi() {
    return !path.isEmpty() && path.getFirst().equals("api");
  }
}
