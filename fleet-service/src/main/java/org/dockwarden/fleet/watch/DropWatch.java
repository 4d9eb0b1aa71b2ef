package org.dockwarden.fleet.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.dock.DropReason;

/**
 * Observes how many messages were dropped between two looks, of each dock and of all. Its size is
 * bounded by the docks that it is asked about. Not thread-safe.
 */
final class DropWatch {
  /** So many between two looks are an accident of a connection, and a rebirth mends them. */
  private static final long MENDED = 20;

  private final Map<Subject, SortedMap<String, Long>> before = new HashMap<>();

  /**
   * What was dropped since the look before; the first look counts from the start. A count that
   * seems to fall was read while another was being made: it counts once, not again when it is back.
   */
  Observation look(Subject subject, SortedMap<String, Long> dropped, Instant now) {
    SortedMap<String, Long> last = before.computeIfAbsent(subject, _ -> new TreeMap<>());
    long sum = 0;
    StringJoiner reasons = new StringJoiner(", ");
    for (Map.Entry<String, Long> reason : dropped.entrySet()) {
      long more = reason.getValue() - last.getOrDefault(reason.getKey(), 0L);
      last.merge(reason.getKey(), reason.getValue(), Math::max);
      if (more > allowed(reason.getKey())) {
        sum += more;
        reasons.add(reason.getKey());
      }
    }
    return new Observation(AlertKind.MESSAGES_DROPPED, subject, now, sum, reasons.toString());
  }

  private static long allowed(String reason) {
    for (DropReason each : DropReason.values()) {
      if (each.text().equals(reason)) {
        return allowed(each);
      }
    }
    return 0;
  }

  private static long allowed(DropReason reason) {
    return switch (reason) {
      case OLD_DEATH, RETAINED, CLOCK_DOUBTFUL ->
          Long.MAX_VALUE; // old words; a clock is told as one
      case GAP, BEFORE_BIRTH, UNKNOWN_BAY, UNKNOWN_METRIC, NO_SEQUENCE -> MENDED;
      case FLOOD,
          TOO_LARGE,
          MALFORMED_PAYLOAD,
          MALFORMED_TOPIC,
          TOO_MANY_BAYS,
          TOO_MANY_DOCKS,
          TOO_MANY_METRICS,
          QUEUE_FULL ->
          0;
    };
  }
}
