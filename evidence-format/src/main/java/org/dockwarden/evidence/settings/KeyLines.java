package org.dockwarden.evidence.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where keys stand in a TOML text. The TOML parser keeps no places, so this looks for plain {@code
 * [table]}, {@code [[table]]} and {@code key = } lines; a key written otherwise (inside an inline
 * table, quoted with escapes) just has no line.
 */
final class KeyLines {
  private static final Pattern TABLE =
      Pattern.compile("\\s*(\\[{1,2})\\s*([^\\]]+?)\\s*\\]{1,2}.*");
  private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z0-9_.\"' -]+?)\\s*=.*");

  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, Integer> tables = new HashMap<>();

  private KeyLines() {}

  static KeyLines of(String toml) {
    KeyLines keyLines = new KeyLines();
    String table = "";
    int number = 0;
    for (String line : toml.lines().toList()) {
      number++;
      Matcher header = TABLE.matcher(line);
      Matcher key = KEY.matcher(line);
      if (header.matches()) {
        table = keyLines.table(header.group(1), plain(header.group(2)));
        keyLines.lines.putIfAbsent(table, number);
      } else if (key.matches()) {
        String name = plain(key.group(1));
        keyLines.lines.putIfAbsent(table.isEmpty() ? name : table + "." + name, number);
      }
    }
    return keyLines;
  }

  /** The table's path as {@link Section} names it: tables of an array by their index. */
  private String table(String bracket, String name) {
    if (bracket.length() == 1) {
      return name;
    }
    int index = tables.merge(name, 1, Integer::sum) - 1;
    return name + "[" + index + "]";
  }

  private static String plain(String key) {
    return key.replaceAll("[\"' ]", "");
  }

  /** The line, from 1, or 0 where it is not known. */
  int lineOf(String key) {
    return lines.getOrDefault(key, 0);
  }
}
