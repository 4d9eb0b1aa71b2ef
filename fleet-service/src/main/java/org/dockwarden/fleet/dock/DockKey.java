package org.dockwarden.fleet.dock;

import java.util.Comparator;

/** Which dock: Sparkplug's group and edge node. */
public record DockKey(String group, String dock) implements Comparable<DockKey> {
  private static final Comparator<DockKey> ORDER =
      Comparator.comparing(DockKey::group).thenComparing(DockKey::dock);

  @Override
  public int compareTo(DockKey other) {
    return ORDER.compare(this, other);
  }

  /** Where a dock listens for commands. */
  public String commandTopic() {
    return "spBv1.0/" + group + "/NCMD/" + dock;
  }

  @Override
  public String toString() {
    return group + "/" + dock;
  }
}
