package org.dockwarden.fleet.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dockwarden.fleet.dock.DockKey;

/**
 * Decides when a dock is asked to tell everything again. So many a second over all docks, so that a
 * site that comes back is no storm; each dock at most once a minute, and more and more rarely when
 * asking does not help. Not thread-safe.
 */
final class RebirthPacer {
  static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 5;

  /** A dock that was in order for so long begins anew. */
  private static final Duration FORGIVEN = Duration.ofHours(2);

  /** Docks beyond this are not remembered; the table does not hold so many. */
  private static final int MAX_DOCKS = 20_000;

  private static final double MILLIS = 1000;

  private final int perSecond;
  private final Map<DockKey, Instant> wanted = new LinkedHashMap<>();
  private final Map<DockKey, Asked> asked = new HashMap<>();
  private double tokens;
  private Instant filledAt = Instant.EPOCH;

  private record Asked(Instant at, int times) {
    Instant next() {
      return at.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, MAX_DOUBLINGS)));
    }
  }

  RebirthPacer(int perSecond) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
  }

  void want(DockKey dock, Instant now) {
    if (wanted.size() < MAX_DOCKS) {
      wanted.putIfAbsent(dock, now);
    }
  }

  /** It has told everything. */
  void born(DockKey dock) {
    wanted.remove(dock);
  }

  int waiting() {
    return wanted.size();
  }

  /** The docks, of those that can be reached, that are asked now. */
  List<DockKey> due(Instant now, Predicate<DockKey> isReachable) {
    double seconds = Math.max(0, Duration.between(filledAt, now).toMillis()) / MILLIS;
    tokens = Math.min(perSecond, tokens + seconds * perSecond);
    filledAt = now;
    List<DockKey> due = new ArrayList<>();
    Iterator<DockKey> docks = wanted.keySet().iterator();
    while (docks.hasNext() && tokens >= 1) {
      DockKey dock = docks.next();
      if (isReachable.test(dock) && mayAsk(dock, now)) {
        docks.remove();
        tokens--;
        due.add(dock);
      }
    }
    return due;
  }

  private boolean mayAsk(DockKey dock, Instant now) {
    Asked before = asked.get(dock);
    if (before != null && now.isBefore(before.next())) {
      return false;
    }
    if (before != null) {
      boolean isForgiven = now.isAfter(before.at().plus(FORGIVEN));
      asked.put(dock, new Asked(now, isForgiven ? 1 : before.times() + 1));
    } else if (asked.size() < MAX_DOCKS) {
      asked.put(dock, new Asked(now, 1));
    }
    return true;
  }
}
