package org.dockwarden.fleet.dock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;

/** Every dock that was heard of, at most {@link #MAX_DOCKS}. Thread-safe. */
public final class DockTable {
  /** Twice the largest estate that this is measured with. */
  static final int MAX_DOCKS = 20_000;

  private final NavigableMap<DockKey, DockRecord> docks = new TreeMap<>();
  private final Set<DockKey> waiting = new LinkedHashSet<>();
  private final NamePool names = new NamePool();
  private final DropCounters drops = new DropCounters();
  private final HealthListener listener;
  private long revision;

  public DockTable(HealthListener listener) {
    this.listener = listener;
  }

  /** What the caller does next. */
  public enum Reaction {
    NOTHING,
    /** Something was missed: ask the dock to tell everything again (NCMD, Node Control/Rebirth). */
    ASK_FOR_REBIRTH
  }

  /** Takes a message in, that came from a broker. */
  public synchronized Reaction apply(
      DockTopic topic, SparkplugPayload payload, String broker, Instant now) {
    DockRecord dock = docks.get(topic.dock());
    if (dock == null) {
      if (docks.size() == MAX_DOCKS) {
        drops.count(DropReason.TOO_MANY_DOCKS);
        return Reaction.NOTHING;
      }
      dock = new DockRecord(topic.dock(), names, listener, drops);
      docks.put(topic.dock(), dock);
    }
    boolean isUnderstood = dock.apply(topic, payload, broker, now);
    noteWaiting(topic.dock(), dock);
    changed(dock);
    return isUnderstood ? Reaction.NOTHING : Reaction.ASK_FOR_REBIRTH;
  }

  private void noteWaiting(DockKey key, DockRecord dock) {
    if (dock.isWaiting()) {
      waiting.add(key);
    } else {
      waiting.remove(key);
    }
  }

  private void changed(DockRecord dock) {
    dock.revise(++revision);
    notifyAll();
  }

  /** A message that was not taken, of this dock where it is known. */
  public synchronized void drop(Optional<DockKey> key, DropReason reason) {
    DockRecord dock = key.map(docks::get).orElse(null);
    if (dock == null) {
      drops.count(reason);
    } else {
      dock.drop(reason);
    }
  }

  /** Docks whose missing message did not come in time: each is asked for a rebirth. */
  public synchronized List<DockKey> expire(Instant now, Duration reorderTimeout) {
    List<DockKey> missed = new ArrayList<>();
    Iterator<DockKey> keys = waiting.iterator();
    while (keys.hasNext()) {
      DockKey key = keys.next();
      DockRecord dock = docks.get(key);
      if (dock != null && dock.expire(now, reorderTimeout)) {
        missed.add(key);
        changed(dock);
      }
      if (dock == null || !dock.isWaiting()) {
        keys.remove();
      }
    }
    return missed;
  }

  /** Of no dock of this broker it is known any more whether it is online. */
  public synchronized void forgetPresence(String broker, Instant now) {
    for (DockRecord dock : docks.values()) {
      boolean wasHere = dock.broker().equals(broker);
      dock.forgetPresence(broker, now);
      if (wasHere) {
        changed(dock);
      }
    }
  }

  /** The broker where a dock was last heard. */
  public synchronized Optional<String> brokerOf(DockKey key) {
    return Optional.ofNullable(docks.get(key)).map(DockRecord::broker);
  }

  /** All docks, by group and name. */
  public synchronized List<DockView> view(Instant now) {
    return docks.values().stream().map(dock -> dock.view(now)).toList();
  }

  public synchronized Optional<DockView> view(DockKey key, Instant now) {
    return Optional.ofNullable(docks.get(key)).map(dock -> dock.view(now));
  }

  /**
   * Reads every dock that changed after a revision, without a copy: the reader must not keep the
   * view. By group and name.
   */
  public synchronized <T> List<T> readChanged(
      long after, Instant now, Function<DockView, T> reader) {
    List<T> read = new ArrayList<>();
    for (DockRecord dock : docks.values()) {
      if (dock.revision() > after) {
        read.add(reader.apply(dock.borrow(now)));
      }
    }
    return read;
  }

  /** Grows with every change. */
  public synchronized long revision() {
    return revision;
  }

  /** Waits until the revision is another, at most for the patience; the revision. */
  public synchronized long awaitChange(long known, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (revision == known && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return revision;
  }

  /** What was not taken since start. */
  public DropCounters drops() {
    return drops;
  }
}
