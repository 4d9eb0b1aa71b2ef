package org.dockwarden.dock.helper;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of an answer over a socket. Without it the answer is not complete.
 *
 * @param message often empty
 */
public record HelperEnd(int exitCode, String message) {
  private static final Pattern LINE = Pattern.compile("exit (0|[1-9][0-9]{0,2})(?: (.*))?");

  /** The end that this line is, if it is one. */
  public static Optional<HelperEnd> parse(byte[] line) {
    Matcher end = LINE.matcher(HelperText.printable(line));
    if (!end.matches()) {
      return Optional.empty();
    }
    String message = Optional.ofNullable(end.group(2)).orElse("").strip();
    return Optional.of(new HelperEnd(Integer.parseInt(end.group(1)), message));
  }
}
