package org.dockwarden.fleet.notify;

import java.util.List;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.AlertWords;
import org.dockwarden.fleet.alert.Severity;

/**
 * Which events a destination gets, how, and how many.
 *
 * @param least the mildest severity
 * @param groups exact, or a beginning with {@code *} behind it; none: all
 * @param words the language for people
 * @param hourly most messages within any hour
 */
public record Route(Severity least, List<String> groups, AlertWords words, int hourly) {
  public Route {
    groups = List.copyOf(groups);
    if (hourly < 1) {
      throw new IllegalArgumentException("hourly: " + hourly + " (expected: >= 1)");
    }
  }

  /** Whether it gets this. Severities only grow, so who got the beginning gets the end. */
  public boolean takes(AlertEvent event) {
    return event.told()
        && event.alert().severity().isAtLeast(least)
        && (groups.isEmpty() || event.alert().subject().group().map(this::takesGroup).orElse(true));
  }

  private boolean takesGroup(String group) {
    return groups.stream()
        .anyMatch(
            it ->
                it.endsWith("*")
                    ? group.startsWith(it.substring(0, it.length() - 1))
                    : group.equals(it));
  }
}
