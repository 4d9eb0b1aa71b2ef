package org.dockwarden.dock.sysfs;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dockwarden.dock.bay.BayNumber;

/** Which USB port is which bay. A port path names a socket of the dock, whatever is plugged in. */
public final class PortMap {
  /** Bus, then the port of each hub on the way; USB allows five hubs and 255 ports each. */
  public static final Pattern PORT_PATH =
      Pattern.compile("[1-9][0-9]{0,2}-[1-9][0-9]{0,2}(?:\\.[1-9][0-9]{0,2}){0,5}");

  private final SortedMap<BayNumber, String> ports;

  private PortMap(SortedMap<BayNumber, String> ports) {
    this.ports = ports;
  }

  /** A map in which no port is two bays; throws {@code IllegalArgumentException}. */
  public static PortMap of(Map<BayNumber, String> ports) {
    for (String port : ports.values()) {
      if (!PORT_PATH.matcher(port).matches()) {
        throw new IllegalArgumentException("port: " + port + " (expected: such as 1-1.4)");
      }
    }
    if (new HashSet<>(ports.values()).size() != ports.size()) {
      throw new IllegalArgumentException("ports: one is two bays (expected: one bay each)");
    }
    return new PortMap(new TreeMap<>(ports));
  }

  /** All bays. */
  public SortedSet<BayNumber> bays() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(ports.keySet()));
  }

  /** The bay at a port path, if it is one. */
  public Optional<BayNumber> bayAt(String portPath) {
    return ports.entrySet().stream()
        .filter(entry -> entry.getValue().equals(portPath))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
