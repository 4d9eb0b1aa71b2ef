package org.dockwarden.evidence.sparkplug;

import java.util.ArrayList;
import java.util.List;

/** What was found, each with the assertion's id. */
final class Breaches {
  private final List<String> found = new ArrayList<>();

  void note(String topic, List<String> ids, Object what) {
    ids.forEach(id -> note(topic, id, what));
  }

  void note(String topic, String id, Object what) {
    found.add(topic + ": " + id + ": " + what);
  }

  List<String> all() {
    return List.copyOf(found);
  }
}
