package org.dockwarden.agent.display.forecast;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How long it took, from the last file sent, until the evidence system had confirmed all files of a
 * camera and it was emptied. The longest of the last few is what is promised.
 */
final class Confirmations {
  private static final int REMEMBERED = 5;

  /** Fewer say nothing about the next one. */
  private static final int ENOUGH = 3;

  private final Deque<Duration> last = new ArrayDeque<>();

  void took(Duration time) {
    last.addLast(time);
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
  }

  Optional<Duration> expected() {
    return last.size() < ENOUGH ? Optional.empty() : last.stream().max(Duration::compareTo);
  }
}
