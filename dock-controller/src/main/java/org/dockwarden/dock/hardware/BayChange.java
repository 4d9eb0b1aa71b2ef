package org.dockwarden.dock.hardware;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;

/** What happened in a bay between two scans. */
public sealed interface BayChange {
  /** The bay was empty. */
  record Arrived(Occupant occupant) implements BayChange {}

  /** The bay is empty now. */
  record Left(Occupant occupant) implements BayChange {}

  /** Another device, or the same plugged in again: treat it as left, then arrived. */
  record Replaced(Occupant before, Occupant after) implements BayChange {}

  /**
   * The device of the same connection describes itself otherwise: still enumerating, or a device
   * that changes what it is ({@link Identities#isChanged}).
   */
  record Redescribed(Occupant before, Occupant after) implements BayChange {}

  /** What is different, bay by bay; bays without a change are not in it. Pure. */
  static SortedMap<BayNumber, BayChange> between(DockView before, DockView after) {
    TreeSet<BayNumber> bays = new TreeSet<>(before.occupants().keySet());
    bays.addAll(after.occupants().keySet());
    TreeMap<BayNumber, BayChange> changes = new TreeMap<>();
    for (BayNumber bay : bays) {
      Occupant old = before.occupants().get(bay);
      Occupant now = after.occupants().get(bay);
      if (old == null && now != null) {
        changes.put(bay, new Arrived(now));
      } else if (old != null && now == null) {
        changes.put(bay, new Left(old));
      } else if (old != null && now != null && !old.equals(now)) {
        boolean same = old.connection().equals(now.connection());
        changes.put(bay, same ? new Redescribed(old, now) : new Replaced(old, now));
      }
    }
    return Collections.unmodifiableSortedMap(changes);
  }
}
