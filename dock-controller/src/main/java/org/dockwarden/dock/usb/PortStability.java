package org.dockwarden.dock.usb;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.hardware.BayChange;

/**
 * Which bays drop their device again and again (U-8): a bent pin enumerates and drops ten times a
 * minute, a person does not. A bay becomes unstable at the {@value #DROPS}th drop within {@link
 * #WINDOW} and stable again after {@link #CALM} without one. Pure; for one thread at a time.
 */
public final class PortStability {
  /** An officer who tries a camera in a bay takes it out three or four times at the most. */
  static final int DROPS = 5;

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Longer than the window, so that the fault does not come and go. */
  static final Duration CALM = Duration.ofMinutes(2);

  private final Map<BayNumber, Deque<Long>> drops = new HashMap<>();
  private final SortedSet<BayNumber> unstable = new TreeSet<>();

  /** Takes what happened in a bay. */
  public void changed(BayNumber bay, BayChange change, long nanoTime) {
    switch (change) {
      case BayChange.Left _, BayChange.Replaced _ -> dropped(bay, nanoTime);
      case BayChange.Arrived _, BayChange.Redescribed _ -> {}
    }
  }

  private void dropped(BayNumber bay, long nanoTime) {
    Deque<Long> times = drops.computeIfAbsent(bay, _ -> new ArrayDeque<>(DROPS));
    if (times.size() == DROPS) {
      times.removeFirst();
    }
    times.addLast(nanoTime);
    if (times.size() == DROPS && nanoTime - times.getFirst() <= WINDOW.toNanos()) {
      unstable.add(bay);
    }
  }

  /** The bays that are unstable at this time. */
  public SortedSet<BayNumber> unstable(long nanoTime) {
    unstable.removeIf(
        bay -> {
          Long last = drops.getOrDefault(bay, new ArrayDeque<>()).peekLast();
          return last == null || nanoTime - last >= CALM.toNanos();
        });
    return new TreeSet<>(unstable);
  }
}
