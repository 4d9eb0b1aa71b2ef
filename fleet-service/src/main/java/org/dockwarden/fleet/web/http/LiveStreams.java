package org.dockwarden.fleet.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dockwarden.fleet.account.Session;

/**
 * Keeps open pages up to date by server-sent events. The live parts of a page are made again when
 * the fleet changes and at least every few seconds; what differs is sent, and a beat where nothing
 * does, so that a page knows that it is not forgotten. A viewer that does not read loses its place;
 * so does one whose session has ended.
 */
public final class LiveStreams implements AutoCloseable {
  /** A device team with several windows each. */
  static final int MAX_VIEWERS = 64;

  private static final Duration PACE = Duration.ofSeconds(2);
  private static final Duration BEAT = Duration.ofSeconds(8);
  private static final Duration STUCK = Duration.ofSeconds(20);

  /** Makes the parts of a page. */
  public interface Parts {
    /** Part ids and their HTML; empty where the session has ended or there is no such page. */
    Optional<Map<String, String>> of(String address, Request request) throws IOException;
  }

  /** Waits for a change of the fleet. */
  public interface Change {
    long await(long known, Duration patience) throws InterruptedException;
  }

  private static final class Viewer {
    private final Thread thread = Thread.currentThread();
    private volatile long writingSince;

    void write(OutputStream out, String event) throws IOException {
      writingSince = System.nanoTime();
      out.write(event.getBytes(StandardCharsets.UTF_8));
      out.flush();
      writingSince = 0;
    }

    boolean isStuck() {
      long since = writingSince;
      return since != 0 && System.nanoTime() - since > STUCK.toNanos();
    }
  }

  private final Parts parts;
  private final Change change;
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  public LiveStreams(Parts parts, Change change) {
    this.parts = parts;
    this.change = change;
  }

  /** Serves until the viewer leaves, is stuck, or is signed out. */
  void serve(HttpExchange exchange, Request request, Optional<Session> session) throws IOException {
    if (session.isEmpty()) {
      exchange.sendResponseHeaders(401, -1);
      return;
    }
    Viewer viewer = new Viewer();
    if (!admit(viewer)) {
      exchange.getResponseHeaders().set("Retry-After", Long.toString(STUCK.toSeconds()));
      exchange.sendResponseHeaders(503, -1);
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      tell(viewer, exchange.getResponseBody(), request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Stuck, or the server stops: the connection is closed.
    } finally {
      viewers.remove(viewer);
    }
  }

  private synchronized boolean admit(Viewer viewer) {
    viewers.stream().filter(Viewer::isStuck).forEach(it -> it.thread.interrupt());
    return !closing && viewers.size() < MAX_VIEWERS && viewers.add(viewer);
  }

  private void tell(Viewer viewer, OutputStream out, Request request)
      throws IOException, InterruptedException {
    String address = request.query().getOrDefault("page", "/");
    Map<String, String> told = new HashMap<>();
    long revision = -1;
    while (!closing) {
      Optional<Map<String, String>> now = parts.of(address, request);
      if (now.isEmpty()) {
        viewer.write(out, "event: over\ndata: 1\n\n");
        return;
      }
      StringBuilder events = new StringBuilder();
      now.get()
          .forEach(
              (id, html) -> {
                if (!html.equals(told.put(id, html))) {
                  events.append("event: part\nid: ").append(id).append('\n');
                  events.append("data: ").append(html.replace("\n", "\ndata: ")).append("\n\n");
                }
              });
      viewer.write(out, events.isEmpty() ? "event: beat\ndata: 1\n\n" : events.toString());
      Thread.sleep(PACE);
      revision = change.await(revision, BEAT.minus(PACE));
    }
  }

  @Override
  public synchronized void close() {
    closing = true;
    viewers.forEach(viewer -> viewer.thread.interrupt());
  }
}
