package org.dockwarden.dock.sysfs;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A socket, by the ports that lead to it: {@code 1-1.4} is port 4 of the hub at port 1 of bus 1. It
 * names a place of the dock, whatever is plugged in.
 */
public record PortPath(String text) implements Comparable<PortPath> {
  /** Bus, then the port of each hub on the way; USB allows five hubs and 255 ports each. */
  private static final Pattern TEXT =
      Pattern.compile("[1-9][0-9]{0,2}-[1-9][0-9]{0,2}(?:\\.[1-9][0-9]{0,2}){0,5}");

  public PortPath {
    if (!isPortPath(text)) {
      throw new IllegalArgumentException("port: \"" + text + "\" (expected: such as 1-1.4)");
    }
  }

  /** Whether a text is the path of a port. */
  public static boolean isPortPath(String text) {
    return TEXT.matcher(text).matches();
  }

  /** The bus that it is on. */
  public int bus() {
    return Integer.parseInt(text.substring(0, text.indexOf('-')));
  }

  /** The hub that it is a port of; none where that is the root hub. */
  public Optional<PortPath> hub() {
    int dot = text.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(new PortPath(text.substring(0, dot)));
  }

  /** Its number on its hub, from 1. */
  public int number() {
    int at = Math.max(text.lastIndexOf('.'), text.lastIndexOf('-'));
    return Integer.parseInt(text.substring(at + 1));
  }

  /** Whether what is here hangs on the hub at the other place, directly or not. */
  public boolean isBelow(PortPath other) {
    return text.startsWith(other.text + ".");
  }

  /** By number at each step, as the sockets lie. */
  @Override
  public int compareTo(PortPath other) {
    String[] mine = text.split("[-.]", -1);
    String[] theirs = other.text.split("[-.]", -1);
    for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
      int order = Integer.compare(Integer.parseInt(mine[i]), Integer.parseInt(theirs[i]));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(mine.length, theirs.length);
  }

  @Override
  public String toString() {
    return text;
  }
}
