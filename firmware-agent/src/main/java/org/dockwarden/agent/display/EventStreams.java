package org.dockwarden.agent.display;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dockwarden.agent.display.words.Language;

/**
 * Keeps open pages up to date by server-sent events: what has changed, at most twice a second, and
 * a beat where nothing has, so that a page knows that it is not forgotten. A beat is sent only
 * after the status was seen: an agent that hangs falls silent. Each viewer has a thread of its own;
 * one that does not read loses its place, and never holds up another.
 */
final class EventStreams implements AutoCloseable {
  /** One screen, its spare, and a few people who look. */
  static final int MAX_VIEWERS = 8;

  private static final Duration TURN = Duration.ofMillis(500);
  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final Duration STUCK = Duration.ofSeconds(10);
  private static final int NO_PLACE = 503;

  private final Board board;
  private final Duration turn;
  private final Duration stuck;
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  EventStreams(Board board) {
    this(board, TURN, STUCK);
  }

  /**
   * Streams in another time.
   *
   * @param turn between two looks at the board
   * @param stuck a write that takes longer has lost its viewer
   */
  EventStreams(Board board, Duration turn, Duration stuck) {
    this.board = board;
    this.turn = turn;
    this.stuck = stuck;
  }

  /** How many are served. */
  int viewers() {
    return viewers.size();
  }

  /** Somebody who looks, and since when a write to them has not come back. */
  private static final class Viewer {
    private final Thread thread = Thread.currentThread();
    private volatile long writingSince;

    void write(OutputStream out, byte[] event) throws IOException {
      writingSince = System.nanoTime();
      out.write(event);
      out.flush();
      writingSince = 0;
    }

    boolean isStuck(Duration patience) {
      long since = writingSince;
      return since != 0 && System.nanoTime() - since > patience.toNanos();
    }
  }

  /** Serves until the viewer leaves, is stuck, or the server stops. */
  void serve(HttpExchange exchange, Language language) throws IOException {
    Viewer viewer = new Viewer();
    try (exchange) {
      if (!admit(viewer)) {
        exchange.getResponseHeaders().set("Retry-After", Long.toString(stuck.toSeconds()));
        exchange.sendResponseHeaders(NO_PLACE, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      tell(viewer, exchange.getResponseBody(), language);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Stuck, or the server stops: the connection is closed.
    } finally {
      viewers.remove(viewer);
    }
  }

  private synchronized boolean admit(Viewer viewer) {
    dropStuck();
    return !closing && viewers.size() < MAX_VIEWERS && viewers.add(viewer);
  }

  private void tell(Viewer viewer, OutputStream out, Language language)
      throws IOException, InterruptedException {
    BoardJson.Parts told = BoardJson.NOTHING;
    long toldNanos = 0;
    while (!closing) {
      BoardJson.Parts now = board.paint(language).parts();
      byte[] change = BoardJson.change(told, now);
      if (change.length > 0) {
        viewer.write(out, event("change", change));
        toldNanos = System.nanoTime();
      } else if (System.nanoTime() - toldNanos >= BEAT.toNanos()) {
        viewer.write(out, event("beat", new byte[] {'1'}));
        toldNanos = System.nanoTime();
      }
      told = now;
      dropStuck();
      Thread.sleep(turn);
    }
  }

  private void dropStuck() {
    viewers.stream()
        .filter(viewer -> viewer.isStuck(stuck))
        .forEach(viewer -> viewer.thread.interrupt());
  }

  /** Our JSON has no line breaks, so that one line of data holds it. */
  private static byte[] event(String name, byte[] json) {
    byte[] head = ("event: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
    byte[] event = new byte[head.length + json.length + 2];
    System.arraycopy(head, 0, event, 0, head.length);
    System.arraycopy(json, 0, event, head.length, json.length);
    event[event.length - 2] = '\n';
    event[event.length - 1] = '\n';
    return event;
  }

  @Override
  public synchronized void close() {
    closing = true;
    viewers.forEach(viewer -> viewer.thread.interrupt());
  }
}
