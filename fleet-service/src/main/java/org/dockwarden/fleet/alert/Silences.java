package org.dockwarden.fleet.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Silences that hold or are to come, at most {@link AlertEngine#MAX_SILENCES}. */
final class Silences {
  private final Map<String, Silence> silences = new LinkedHashMap<>();

  void add(Silence silence) {
    silences.put(silence.id(), silence);
  }

  boolean isFull() {
    return silences.size() == AlertEngine.MAX_SILENCES;
  }

  boolean has(String id) {
    return silences.containsKey(id);
  }

  @Nullable Silence remove(String id) {
    return silences.remove(id);
  }

  void expire(Instant now) {
    silences.values().removeIf(silence -> silence.isOver(now));
  }

  boolean cover(AlertKind kind, Subject subject, Instant now) {
    return silences.values().stream().anyMatch(it -> it.holdsAt(now) && it.covers(kind, subject));
  }

  List<Silence> all() {
    return List.copyOf(silences.values());
  }
}
