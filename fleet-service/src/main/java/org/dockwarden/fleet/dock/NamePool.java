package org.dockwarden.fleet.dock;

import java.util.HashMap;
import java.util.Map;

/** One copy of each name for all docks; millions of metrics have a few dozen names. */
final class NamePool {
  private static final int MAX_NAMES = 4096;

  private final Map<String, String> names = new HashMap<>();

  String shared(String name) {
    String known = names.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() < MAX_NAMES) {
      names.put(name, name);
    }
    return name;
  }
}
