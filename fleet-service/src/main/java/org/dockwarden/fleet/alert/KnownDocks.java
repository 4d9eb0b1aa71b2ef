package org.dockwarden.fleet.alert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which docks a site has, at most {@link AlertEngine#MAX_DOCKS} in all. */
final class KnownDocks {
  private final Map<String, Set<String>> sites = new HashMap<>();
  private int count;

  /** A camera's last dock may be long gone; every other subject shows that its dock is there. */
  void see(Subject subject) {
    if (subject.group().isPresent()
        && subject.dock().isPresent()
        && subject.camera().isEmpty()
        && count < AlertEngine.MAX_DOCKS
        && sites
            .computeIfAbsent(subject.group().get(), _ -> new HashSet<>())
            .add(subject.dock().get())) {
      count++;
    }
  }

  /** A dock or a site is gone; a bay or a camera takes no dock with it. */
  void forget(Subject gone) {
    Set<String> known = gone.group().map(sites::get).orElse(null);
    if (known == null || gone.bay().isPresent() || gone.camera().isPresent()) {
      return;
    }
    int before = known.size();
    known.removeIf(dock -> gone.dock().map(dock::equals).orElse(true));
    count -= before - known.size();
    if (known.isEmpty()) {
      gone.group().ifPresent(sites::remove);
    }
  }

  int size(String group) {
    return sites.getOrDefault(group, Set.of()).size();
  }
}
