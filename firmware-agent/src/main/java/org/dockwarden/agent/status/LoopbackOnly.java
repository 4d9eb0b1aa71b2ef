package org.dockwarden.agent.status;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through only requests of one method that name this machine as their host. A page from
 * elsewhere whose name was made to point here (DNS rebinding) still sends its own name.
 */
final class LoopbackOnly extends Filter {
  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int MISDIRECTED = 421; // RFC 9110, 15.5.20

  private final String method;

  LoopbackOnly(String method) {
    this.method = method;
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (!isLoopback(exchange.getRequestHeaders().getFirst("Host"))) {
      refuse(exchange, MISDIRECTED);
    } else if (!exchange.getRequestMethod().equals(method)) {
      headers.set("Allow", method);
      refuse(exchange, 405);
    } else {
      chain.doFilter(exchange);
    }
  }

  static boolean isLoopback(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
    return NAMES.contains(name);
  }

  private static void refuse(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public String description() {
    return "loopback host names and one method only";
  }
}
