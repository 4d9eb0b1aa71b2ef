package org.dockwarden.gateway.http;

import io.netty.handler.codec.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.gateway.intake.Body;
import org.dockwarden.gateway.tus.TusHeaders;
import org.jspecify.annotations.Nullable;

/** One request of one dock, for the thread that answers it. */
final class Request implements TusHeaders.Source {
  private final HttpRequest head;
  private final DockId dock;
  private final Body body;

  Request(HttpRequest head, DockId dock, Body body) {
    this.head = head;
    this.dock = dock;
    this.body = body;
  }

  /** The method, after {@code X-HTTP-Method-Override} (P-5). */
  String method() {
    String override = header("X-HTTP-Method-Override");
    return override == null ? head.method().name() : override;
  }

  /** Path without query, as it was sent. */
  String path() {
    String uri = head.uri();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  /** A query parameter, as it was sent. */
  Optional<String> parameter(String name) {
    String uri = head.uri();
    int query = uri.indexOf('?');
    if (query < 0) {
      return Optional.empty();
    }
    for (String pair : uri.substring(query + 1).split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(pair.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  @Override
  public @Nullable String header(String name) {
    return head.headers().get(name);
  }

  DockId dock() {
    return dock;
  }

  Body body() {
    return body;
  }

  /** The whole body; too large is refused before it is taken, or as soon as it shows. */
  byte[] content(int maxBytes) throws IOException {
    checkSize(body.announcedBytes(), maxBytes);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (Optional<Body.Pieces> next = body.next(); next.isPresent(); next = body.next()) {
      try (Body.Pieces pieces = next.get()) {
        for (ByteBuffer piece : pieces.buffers()) {
          checkSize(content.size() + piece.remaining(), maxBytes);
          byte[] bytes = new byte[piece.remaining()];
          piece.get(bytes);
          content.write(bytes);
        }
      }
    }
    return content.toByteArray();
  }

  private static void checkSize(long bytes, int maxBytes) throws EvidenceException {
    if (bytes > maxBytes) {
      throw new EvidenceException(
          ErrorCode.REQUEST_TOO_LARGE, "body: " + bytes + " (expected: <= " + maxBytes + ")");
    }
  }
}
