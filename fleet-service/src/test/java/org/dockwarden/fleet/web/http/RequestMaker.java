package org.dockwarden.fleet.web.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Requests without a server. */
final class RequestMaker {
  private RequestMaker() {}

  static Request of(
      String method, String address, String token, String body, Map<String, String> headers)
      throws Request.Malformed {
    Map<String, String> all = new HashMap<>(headers);
    all.putIfAbsent("host", "fleet.example.org");
    all.putIfAbsent("content-type", "application/x-www-form-urlencoded");
    int mark = address.indexOf('?');
    String path = mark < 0 ? address : address.substring(0, mark);
    return new Request(
        method,
        path,
        Request.segments(path),
        Request.parameters(mark < 0 ? "" : address.substring(mark + 1)),
        all,
        token.isEmpty() ? Map.of() : Map.of(Gate.COOKIE, token),
        body.getBytes(StandardCharsets.UTF_8),
        "192.0.2.7");
  }
}
