package org.dockwarden.fleet.dock;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;

/**
 * Puts a dock's messages into the order of their sequence numbers. What comes too early waits for
 * what is missing, at most {@link #SIZE} messages and for the reorder time-out
 * (tck-id-operational-behavior-host-reordering-param, -start, -success, -rebirth).
 */
final class SequenceWindow {
  static final int SIZE = 32;
  private static final int NUMBERS = SparkplugPayload.MAX_SEQ + 1;

  private final Map<Integer, Held> held = new HashMap<>();
  private Optional<Instant> waitingSince = Optional.empty();
  private int next;

  /** A message that waits. */
  record Held(DockTopic topic, SparkplugPayload payload) {}

  /** What a message is for this window. */
  enum Verdict {
    NEXT,
    HELD,
    /** Too far away to be waited for. */
    ELSEWHERE
  }

  /** The number that is to come next. */
  void expect(int seq) {
    next = seq % NUMBERS;
  }

  Verdict offer(int seq, Held message, Instant now) {
    int distance = Math.floorMod(seq - next, NUMBERS);
    if (distance == 0) {
      next = (next + 1) % NUMBERS;
      return Verdict.NEXT;
    }
    return distance <= SIZE ? hold(seq, message, now) : Verdict.ELSEWHERE;
  }

  /** Keeps a message; ELSEWHERE when there is no room. */
  Verdict hold(int seq, Held message, Instant now) {
    if (held.size() >= SIZE || held.containsKey(seq)) {
      return Verdict.ELSEWHERE;
    }
    held.put(seq, message);
    waitingSince = waitingSince.or(() -> Optional.of(now));
    return Verdict.HELD;
  }

  /** The waiting message whose turn it is. */
  Optional<Held> poll(Instant now) {
    Held message = held.remove(next);
    if (message == null) {
      return Optional.empty();
    }
    next = (next + 1) % NUMBERS;
    waitingSince = held.isEmpty() ? Optional.empty() : Optional.of(now);
    return Optional.of(message);
  }

  boolean isWaiting() {
    return waitingSince.isPresent();
  }

  boolean isOverdue(Instant now, Duration timeout) {
    return waitingSince.isPresent() && !now.isBefore(waitingSince.get().plus(timeout));
  }

  /** Gives up what is missing: the next number is that of the earliest message that waits. */
  void skip() {
    for (int distance = 0; distance < NUMBERS && !held.isEmpty(); distance++) {
      int seq = (next + distance) % NUMBERS;
      if (held.containsKey(seq)) {
        next = seq;
        return;
      }
    }
  }

  /** Forgets what waits; how many. */
  int clear() {
    int count = held.size();
    held.clear();
    waitingSince = Optional.empty();
    return count;
  }
}
