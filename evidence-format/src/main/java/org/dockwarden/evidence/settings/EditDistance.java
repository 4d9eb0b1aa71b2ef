package org.dockwarden.evidence.settings;

import java.util.Collection;
import java.util.Comparator;

/** Guesses which key was meant (Levenshtein distance). */
final class EditDistance {
  private static final int MAX_LENGTH = 64;

  private EditDistance() {}

  /** {@code did you mean "x"?} where a known key is near, else the known keys. */
  static String hint(String key, Collection<String> known) {
    int near = Math.max(2, key.length() / 3);
    return known.stream()
        .filter(candidate -> of(key, candidate) <= near)
        .min(Comparator.comparingInt(candidate -> of(key, candidate)))
        .map(candidate -> "did you mean \"" + candidate + "\"?")
        .orElse(known.isEmpty() ? "no key here" : "one of " + String.join(", ", known));
  }

  /** Insertions, deletions and replacements from {@code from} to {@code to}. */
  static int of(String from, String to) {
    if (from.length() > MAX_LENGTH || to.length() > MAX_LENGTH) {
      return Integer.MAX_VALUE;
    }
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      previous = nextRow(from.charAt(row - 1), to, previous, row);
    }
    return previous[to.length()];
  }

  private static int[] nextRow(char letter, String to, int[] previous, int row) {
    int[] current = new int[to.length() + 1];
    current[0] = row;
    for (int column = 1; column <= to.length(); column++) {
      int replaced = previous[column - 1] + (letter == to.charAt(column - 1) ? 0 : 1);
      current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
    }
    return current;
  }
}
