package org.dockwarden.fleet.dock;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts by reason since start. Thread-safe. */
public final class DropCounters {
  private final Map<DropReason, Long> counts = new ConcurrentHashMap<>();

  public void count(DropReason reason) {
    counts.merge(reason, 1L, Long::sum);
  }

  public long of(DropReason reason) {
    return counts.getOrDefault(reason, 0L);
  }

  /** Only those that are not zero, by {@link DropReason#text}. */
  public SortedMap<String, Long> view() {
    SortedMap<String, Long> view = new TreeMap<>();
    counts.forEach((reason, count) -> view.put(reason.text(), count));
    return view;
  }
}
