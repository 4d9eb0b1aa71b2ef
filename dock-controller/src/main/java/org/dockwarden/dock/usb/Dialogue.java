package org.dockwarden.dock.usb;

import java.util.Locale;
import java.util.Optional;

/** A conversation with an installer: lines of text, at a terminal or through pipes. */
public interface Dialogue {
  /** Says one line. */
  void say(String line);

  /** Asks, and gives the answer's line; nothing at the end of the input. */
  Optional<String> ask(String question);

  /** What an installer wants next. */
  enum Choice {
    GO_ON,
    BACK,
    SKIP,
    QUIT
  }

  /** Asks until the answer is one of the choices; the end of the input is quit. */
  default Choice choose(String question) {
    while (true) {
      Optional<String> answer = ask(question + " (Enter; b back, s skip, q quit): ");
      if (answer.isEmpty()) {
        return Choice.QUIT;
      }
      switch (answer.get().strip().toLowerCase(Locale.ROOT)) {
        case "" -> {
          return Choice.GO_ON;
        }
        case "b" -> {
          return Choice.BACK;
        }
        case "s" -> {
          return Choice.SKIP;
        }
        case "q" -> {
          return Choice.QUIT;
        }
        default -> say("  Only Enter, b, s or q.");
      }
    }
  }

  /** Asks until the answer is yes or no; the end of the input is no. */
  default boolean isYes(String question) {
    while (true) {
      Optional<String> answer = ask(question + " (y/n): ");
      if (answer.isEmpty()) {
        return false;
      }
      switch (answer.get().strip().toLowerCase(Locale.ROOT)) {
        case "y", "yes" -> {
          return true;
        }
        case "n", "no" -> {
          return false;
        }
        default -> say("  Only y or n.");
      }
    }
  }
}
