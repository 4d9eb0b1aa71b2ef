package org.dockwarden.demo;

/** What the launcher found out about the terminal, before the JVM hid it. */
final class Terminal {
  private static final int DEFAULT_COLUMNS = 80;

  private Terminal() {}

  /** Whether a person looks at standard output in a terminal that can move its cursor. */
  static boolean isPresent() {
    return columns() > 0;
  }

  /** The text, cut so that it takes one line. */
  static String fit(String text) {
    int most = Math.max(columns(), 2) - 1;
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static int columns() {
    String columns = System.getenv("DOCKWARDEN_TERMINAL_COLUMNS");
    if (columns == null) {
      return 0;
    }
    return columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
  }
}
