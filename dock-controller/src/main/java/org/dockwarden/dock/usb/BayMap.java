package org.dockwarden.dock.usb;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.sysfs.PortPath;

/**
 * Which USB port is which bay, and which devices are the dock's own (U-rules of spec/bay-states.md,
 * 4).
 *
 * @param bays the port of each bay
 * @param hubs the dock's own hubs that were there when the map was made; may be none
 * @param own other devices of the dock, such as a card reader: vendor and product at a port
 */
public record BayMap(
    SortedMap<BayNumber, PortPath> bays,
    SortedMap<PortPath, Hub> hubs,
    SortedMap<PortPath, String> own) {
  /** A hub is told from another by its vendor and product and the number of its ports. */
  public record Hub(String ids, int portCount) {
    @Override
    public String toString() {
      return ids + " with " + portCount + " ports";
    }
  }

  /** No bay at all: before an installer has been there. */
  public static final BayMap EMPTY = new BayMap(Map.of());

  /** Throws {@code IllegalArgumentException} where one place is two things. */
  public BayMap {
    bays = Collections.unmodifiableSortedMap(new TreeMap<>(bays));
    hubs = Collections.unmodifiableSortedMap(new TreeMap<>(hubs));
    own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
    Set<PortPath> taken = new HashSet<>(hubs.keySet());
    taken.addAll(ways(bays));
    for (PortPath port : own.keySet()) {
      require(taken.add(port), port);
    }
    for (PortPath port : bays.values()) {
      require(taken.add(port), port); // Also a bay that other bays hang on.
    }
  }

  /** Bays only. */
  public BayMap(Map<BayNumber, PortPath> bays) {
    this(new TreeMap<>(bays), new TreeMap<>(), new TreeMap<>());
  }

  private static void require(boolean isFree, PortPath port) {
    if (!isFree) {
      throw new IllegalArgumentException("port " + port + ": twice (expected: one use of a port)");
    }
  }

  /** The bay at a port, if it is one. */
  public Optional<BayNumber> bayAt(PortPath port) {
    return bays.entrySet().stream()
        .filter(entry -> entry.getValue().equals(port))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Every hub on the way to a bay, whether or not the map says what hub that is. */
  public SortedSet<PortPath> hubsOnTheWay() {
    return ways(bays);
  }

  /** Whether a device at this port is the dock's own: one of its hubs, or named by the map. */
  public boolean isOwn(PortPath port, String ids, boolean isHub) {
    boolean isOwnHub = isHub && (hubs.containsKey(port) || hubsOnTheWay().contains(port));
    return isOwnHub || ids.equals(own.get(port));
  }

  /** The bays that hang on a hub. */
  public SortedSet<BayNumber> baysBelow(PortPath hub) {
    SortedSet<BayNumber> below = new TreeSet<>();
    bays.forEach(
        (bay, port) -> {
          if (port.isBelow(hub)) {
            below.add(bay);
          }
        });
    return below;
  }

  private static SortedSet<PortPath> ways(SortedMap<BayNumber, PortPath> bays) {
    SortedSet<PortPath> hubs = new TreeSet<>();
    for (PortPath port : bays.values()) {
      for (Optional<PortPath> hub = port.hub(); hub.isPresent(); hub = hub.get().hub()) {
        hubs.add(hub.get());
      }
    }
    return hubs;
  }
}
