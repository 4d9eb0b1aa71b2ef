package org.dockwarden.dock.helper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Words to a helper, and what it says. */
final class HelperText {
  /** Commands and device names are short; a helper reads no more (packaging/helpers). */
  static final int MAX_REQUEST_BYTES = 512;

  private static final Pattern WORD = Pattern.compile("[!-~]+");

  private HelperText() {}

  /** The words as one line without its end, if they can be told apart in it again. */
  static String line(List<String> arguments) {
    for (String argument : arguments) {
      if (!WORD.matcher(argument).matches()) {
        throw new IllegalArgumentException(
            "argument: \"" + printable(argument) + "\" (expected: printable, no spaces)");
      }
    }
    String line = String.join(" ", arguments);
    if (line.isEmpty() || line.length() > MAX_REQUEST_BYTES) {
      throw new IllegalArgumentException(
          "arguments: " + line.length() + " bytes (expected: 1 to " + MAX_REQUEST_BYTES + ")");
    }
    return line;
  }

  /** What a helper wrote, safe for logs and terminals. */
  static String printable(byte[] text) {
    return printable(new String(text, StandardCharsets.UTF_8));
  }

  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
  }
}
