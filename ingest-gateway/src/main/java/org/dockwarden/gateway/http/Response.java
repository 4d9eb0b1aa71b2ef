package org.dockwarden.gateway.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param headers by name
 * @param body may be empty
 */
record Response(int status, Map<String, String> headers, byte[] body) {
  private static final byte[] EMPTY = {};

  static Response of(int status) {
    return new Response(status, Map.of(), EMPTY);
  }

  static Response json(int status, byte[] body) {
    return of(status).withBody("application/json", body);
  }

  Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }

  Response withBody(String mediaType, byte[] content) {
    return new Response(status, with("Content-Type", mediaType).headers(), content);
  }
}
