package org.dockwarden.demo;

import java.io.PrintStream;

/** One line that is overwritten in a terminal, and plain lines where there is none. */
final class ProgressLine {
  private static final String TO_START_AND_CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private boolean isShown;

  ProgressLine(PrintStream out) {
    this.out = out;
  }

  void show(String text) {
    if (Terminal.isPresent()) {
      out.print(TO_START_AND_CLEAR + Terminal.fit(text));
      out.flush();
      isShown = true;
    } else {
      out.println(text);
    }
  }

  /** What follows starts on a line of its own. */
  void end() {
    if (isShown) {
      out.println();
      isShown = false;
    }
  }
}
