package org.dockwarden.dock.usb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.sysfs.PortPath;

/**
 * The bay map as text (U-1): a line {@code BAY PORT}, {@code hub PORT VENDOR:PRODUCT PORTS} or
 * {@code own PORT VENDOR:PRODUCT}; empty lines and lines that begin with {@code #} say nothing.
 */
public final class BayMapText {
  private static final Pattern IDS = Pattern.compile("[0-9a-f]{4}:[0-9a-f]{4}");
  private static final int MAX_LINES = 1024;
  private static final int MAX_HUB_PORTS = 255;

  private final SortedMap<BayNumber, PortPath> bays = new TreeMap<>();
  private final SortedMap<PortPath, BayMap.Hub> hubs = new TreeMap<>();
  private final SortedMap<PortPath, String> own = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private BayMapText() {}

  /** The map in a text; throws {@code IllegalArgumentException} that names every problem. */
  public static BayMap parse(String text) {
    BayMapText reading = new BayMapText();
    List<String> lines = text.lines().toList();
    if (lines.size() > MAX_LINES) {
      throw new IllegalArgumentException(lines.size() + " lines (expected: <= " + MAX_LINES + ")");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        reading.take(i + 1, line);
      }
    }
    if (!reading.problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", reading.problems));
    }
    return new BayMap(reading.bays, reading.hubs, reading.own);
  }

  private void take(int number, String line) {
    List<String> words = Arrays.asList(line.split("[ \t]+", -1));
    try {
      boolean isNew =
          switch (words.getFirst()) {
            case "hub" -> hub(words);
            case "own" -> own(words);
            default -> bay(words);
          };
      if (!isNew) {
        throw new IllegalArgumentException("said twice");
      }
    } catch (IllegalArgumentException e) { // A number that is none is one, too.
      problems.add("line " + number + ": " + e.getMessage());
    }
  }

  private boolean bay(List<String> words) {
    requireWords(words, 2, "BAY PORT");
    BayNumber bay = new BayNumber(number(words.getFirst()));
    return bays.putIfAbsent(bay, new PortPath(words.get(1))) == null;
  }

  private boolean hub(List<String> words) {
    requireWords(words, 4, "hub PORT VENDOR:PRODUCT PORTS");
    int ports = number(words.get(3));
    if (ports < 1 || ports > MAX_HUB_PORTS) {
      throw new IllegalArgumentException("ports: " + ports + " (expected: 1 to 255)");
    }
    BayMap.Hub hub = new BayMap.Hub(ids(words.get(2)), ports);
    return hubs.putIfAbsent(new PortPath(words.get(1)), hub) == null;
  }

  private boolean own(List<String> words) {
    requireWords(words, 3, "own PORT VENDOR:PRODUCT");
    return own.putIfAbsent(new PortPath(words.get(1)), ids(words.get(2))) == null;
  }

  private static void requireWords(List<String> words, int count, String form) {
    if (words.size() != count) {
      throw new IllegalArgumentException(words.size() + " words (expected: " + form + ")");
    }
  }

  private static int number(String word) {
    if (!word.matches("[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException("\"" + word + "\" (expected: a number)");
    }
    return Integer.parseInt(word);
  }

  private static String ids(String word) {
    if (!IDS.matcher(word).matches()) {
      throw new IllegalArgumentException("ids: \"" + word + "\" (expected: such as 05e3:0610)");
    }
    return word;
  }

  /** The text of a map. */
  public static String format(BayMap map) {
    StringBuilder text = new StringBuilder("# Which USB port is which bay. Made by map-bays.\n");
    map.hubs()
        .forEach(
            (port, hub) ->
                text.append("hub %s %s %d\n".formatted(port, hub.ids(), hub.portCount())));
    map.own().forEach((port, ids) -> text.append("own %s %s\n".formatted(port, ids)));
    map.bays().forEach((bay, port) -> text.append("%s %s\n".formatted(bay, port)));
    return text.toString();
  }
}
