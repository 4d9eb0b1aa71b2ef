package org.dockwarden.fleet.dock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Notices that two docks use one name. One dock counts its connections up (bdSeq); two of them take
 * turns with two counts, so that the number goes back and forth.
 */
final class BirthLog {
  /** How far one dock's count may go up between two births that are heard. */
  private static final int MAX_STEP = 8;

  /** One step back is a journal that was replaced; a second is another dock. */
  private static final int SUSPICIOUS_STEPS = 2;

  private static final Duration WITHIN = Duration.ofMinutes(30);
  private static final int NUMBERS = 256;

  private final Deque<Instant> steps = new ArrayDeque<>();
  private OptionalLong last = OptionalLong.empty();
  private String lastStep = "";

  void born(OptionalLong bdSeq, Instant now) {
    if (bdSeq.isPresent() && last.isPresent()) {
      long step = Math.floorMod(bdSeq.getAsLong() - last.getAsLong(), NUMBERS);
      if (step > MAX_STEP) {
        lastStep = "births with bdSeq " + last.getAsLong() + " and " + bdSeq.getAsLong();
        steps.addLast(now);
        if (steps.size() > SUSPICIOUS_STEPS) {
          steps.removeFirst();
        }
      }
    }
    last = bdSeq;
  }

  /** Says what was seen, while two docks seem to use this name. */
  Optional<String> sharedName(Instant now) {
    boolean isShared =
        steps.size() >= SUSPICIOUS_STEPS && steps.getFirst().isAfter(now.minus(WITHIN));
    return isShared ? Optional.of(lastStep) : Optional.empty();
  }
}
