package org.dockwarden.fleet.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides whether docks of one site are one trouble. */
final class SiteFold {
  private SiteFold() {}

  /**
   * Who makes up the site's alert; empty where it is none.
   *
   * @param bad everything of a kind at a site that is bad or has an open alert
   * @param due those of them that would be told now
   * @param size how many docks the site has
   */
  static List<Condition> members(
      List<Condition> bad, List<Condition> due, AlertRules.Folding folding, int size) {
    if (docks(bad) >= folding.share(size)) {
      return bad;
    }
    for (Condition one : due) {
      List<Condition> near = near(bad, one, folding.window());
      if (docks(near) >= folding.docks()) {
        return near;
      }
    }
    return List.of();
  }

  private static List<Condition> near(List<Condition> bad, Condition one, Duration window) {
    List<Condition> near = new ArrayList<>();
    for (Condition other : bad) {
      Duration between = Duration.between(one.onset(), other.onset()).abs();
      if (between.compareTo(window) <= 0) {
        near.add(other);
      }
    }
    return near;
  }

  /** How many docks they are of. */
  static int docks(Collection<Condition> conditions) {
    Set<String> docks = new HashSet<>();
    conditions.forEach(it -> it.subject().dock().ifPresent(docks::add));
    return docks.size();
  }
}
