package org.dockwarden.fleet.dock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;

/** Every dock that was heard of, at most {@link #MAX_DOCKS}. Thread-safe. */
public final class DockTable {
  /** Several times the estate that this is for. */
  static final int MAX_DOCKS = 10_000;

  /** A dock is asked for a rebirth no more often than this, so that thousands do not storm. */
  static final Duration REBIRTH_PACE = Duration.ofMinutes(1);

  private final NavigableMap<DockKey, DockRecord> docks = new TreeMap<>();
  private long refused;

  /** What the caller does next. */
  public enum Reaction {
    NOTHING,
    /** Something was missed: ask the dock to tell everything again (NCMD, Node Control/Rebirth). */
    ASK_FOR_REBIRTH
  }

  /** Takes a message in. */
  public synchronized Reaction apply(DockTopic topic, SparkplugPayload payload, Instant now) {
    DockRecord dock = docks.get(topic.dock());
    if (dock == null) {
      if (docks.size() == MAX_DOCKS) {
        refused++;
        return Reaction.NOTHING;
      }
      dock = new DockRecord(topic.dock());
      docks.put(topic.dock(), dock);
    }
    return dock.apply(topic, payload, now) ? Reaction.NOTHING : paced(dock, now);
  }

  private static Reaction paced(DockRecord dock, Instant now) {
    return dock.mayAskForRebirth(now, REBIRTH_PACE) ? Reaction.ASK_FOR_REBIRTH : Reaction.NOTHING;
  }

  /** Nobody is known to be online any more: the broker that told us is gone. */
  public synchronized void forgetPresence() {
    docks.values().forEach(DockRecord::forgetPresence);
  }

  /** All docks, by group and name. */
  public synchronized List<DockView> view() {
    List<DockView> views = new ArrayList<>();
    for (DockRecord dock : docks.values()) {
      views.add(dock.view());
    }
    return views;
  }

  /** Messages of docks beyond the limit; not zero means degraded. */
  public synchronized long refused() {
    return refused;
  }
}
