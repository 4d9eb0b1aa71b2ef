package org.dockwarden.demo;

import org.jspecify.annotations.Nullable;

/**
 * The terminal at standard output, as the launcher found it before the JVM hid it.
 *
 * @param rows lines, 0 if nobody looks at a terminal that can move its cursor
 * @param columns characters a line
 */
record Terminal(int rows, int columns) {
  /** What every terminal has had since the VT100. */
  private static final int DEFAULT_ROWS = 24;

  private static final int DEFAULT_COLUMNS = 80;

  /** Output that goes to a file, a pipe or a dumb terminal. */
  static final Terminal NONE = new Terminal(0, DEFAULT_COLUMNS);

  /** This process's own. */
  static Terminal ofProcess() {
    return parse(System.getenv("DOCKWARDEN_TERMINAL_SIZE"));
  }

  /** From the two numbers of {@code stty size}; without them a terminal has the usual size. */
  static Terminal parse(@Nullable String size) {
    if (size == null) {
      return NONE;
    }
    return size.matches("[1-9]\\d{0,3} [1-9]\\d{0,3}")
        ? new Terminal(
            Integer.parseInt(size.substring(0, size.indexOf(' '))),
            Integer.parseInt(size.substring(size.indexOf(' ') + 1)))
        : new Terminal(DEFAULT_ROWS, DEFAULT_COLUMNS);
  }

  /** Whether text can be drawn over. */
  boolean isPresent() {
    return rows > 0;
  }

  /** The text, cut so that it takes one line and leaves the last column free. */
  String fit(String text) {
    int most = Math.max(columns, 2) - 1;
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }
}
