package org.dockwarden.fleet;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Parts that run. Closing ends them in the opposite order, every one, whatever another throws. */
final class Parts implements AutoCloseable {
  /** A part that ends. */
  interface Part {
    void close() throws IOException;
  }

  private final Deque<Part> started = new ArrayDeque<>();

  /** Takes charge of a part that was started. */
  void add(Part part) {
    started.push(part);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
