package org.dockwarden.fleet.dock;

import java.util.Optional;

/**
 * A topic of the namespace {@code spBv1.0} about an edge node (a dock) or a device (a bay).
 *
 * @param bay the device, absent where the message is about the dock itself
 */
public record DockTopic(DockKey dock, Kind kind, Optional<String> bay) {
  private static final String NAMESPACE = "spBv1.0";

  /** Longest name of a group, dock or bay that is taken. */
  private static final int MAX_NAME = 128;

  /** What a message is (Sparkplug 3.0, 6.4). */
  public enum Kind {
    NBIRTH,
    NDATA,
    NDEATH,
    DBIRTH,
    DDATA,
    DDEATH
  }

  /** Reads a topic; empty for what is no message of a dock: STATE, commands, anything else. */
  public static Optional<DockTopic> parse(String topic) {
    String[] parts = topic.split("/", -1);
    if (parts.length < 4 || parts.length > 5 || !parts[0].equals(NAMESPACE)) {
      return Optional.empty();
    }
    Optional<Kind> kind = kindOf(parts[2]);
    boolean isAboutBay = parts.length == 5;
    if (kind.isEmpty() || isAboutBay != kind.get().name().startsWith("D")) {
      return Optional.empty();
    }
    for (String part : parts) {
      if (part.isEmpty() || part.length() > MAX_NAME) {
        return Optional.empty();
      }
    }
    Optional<String> bay = isAboutBay ? Optional.of(parts[4]) : Optional.empty();
    return Optional.of(new DockTopic(new DockKey(parts[1], parts[3]), kind.get(), bay));
  }

  /** Whether a topic is one of Sparkplug's that is no word of a dock: a host's state, a command. */
  public static boolean isOfOthers(String topic) {
    String[] parts = topic.split("/", 4);
    return parts.length >= 3
        && parts[0].equals(NAMESPACE)
        && (parts[1].equals("STATE") || parts[2].equals("NCMD") || parts[2].equals("DCMD"));
  }

  private static Optional<Kind> kindOf(String text) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
