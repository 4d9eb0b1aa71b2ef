package org.dockwarden.demo;

import java.io.PrintStream;

/** One line that is overwritten in a terminal, and plain lines where there is none. */
final class ProgressLine {
  private static final String TO_START_AND_CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final Terminal terminal;
  private String last = "";

  ProgressLine(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows what is so now, if it is not so already. */
  void show(String text) {
    if (text.equals(last)) {
      return;
    }
    last = text;
    if (terminal.isPresent()) {
      out.print(TO_START_AND_CLEAR + terminal.fit(text));
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Leaves what was shown, and what follows starts on a line of its own. */
  void end() {
    if (terminal.isPresent() && !last.isEmpty()) {
      out.println();
    }
    last = "";
  }

  /** Takes the line away again, where that can be done. */
  void clear() {
    if (terminal.isPresent() && !last.isEmpty()) {
      out.print(TO_START_AND_CLEAR);
      out.flush();
    }
    last = "";
  }
}
