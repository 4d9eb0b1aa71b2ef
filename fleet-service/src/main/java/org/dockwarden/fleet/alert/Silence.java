package org.dockwarden.fleet.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which alerts of a scope are kept and not told.
 *
 * @param id chosen by whoever makes it; the same id is the same silence
 * @param kind one kind, or all of them
 * @param scope it and everything in it
 * @param until not in it any more
 * @param reason one line, never empty
 * @param who made it
 * @param lifted who ended it early, and when
 */
public record Silence(
    String id,
    Optional<AlertKind> kind,
    Subject scope,
    Instant from,
    Instant until,
    String reason,
    String who,
    Optional<Acknowledgement> lifted) {
  public Silence {
    reason = Line.of(reason, Acknowledgement.MAX_TEXT);
    who = Line.of(who, Acknowledgement.MAX_TEXT);
    if (reason.isEmpty() || who.isEmpty()) {
      throw new IllegalArgumentException("silence: no reason or nobody (expected: both)");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException(
          "silence: until " + until + " (expected: later than " + from + ")");
    }
  }

  /** Whether it holds at this time. */
  public boolean holdsAt(Instant now) {
    return lifted.isEmpty() && !now.isBefore(from) && now.isBefore(until);
  }

  /** Whether it has ended by this time, or was lifted. */
  public boolean isOver(Instant now) {
    return lifted.isPresent() || !now.isBefore(until);
  }

  boolean covers(AlertKind other, Subject subject) {
    return kind.map(other::equals).orElse(true) && scope.covers(subject);
  }

  Silence lifted(Acknowledgement by) {
    return new Silence(id, kind, scope, from, until, reason, who, Optional.of(by));
  }
}
