package org.dockwarden.fleet.alert;

/** Foreign text as one line of bounded length. */
public final class Line {
  private static final int REPLACEMENT = 0xFFFD;

  private Line() {}

  /**
   * The text without line breaks, control and formatting characters or lone surrogates, each
   * replaced, at most {@code maxCharacters} code points. What comes out cannot begin another header
   * or log line, nor turn the direction of writing.
   */
  public static String of(String text, int maxCharacters) {
    return text.codePoints()
        .limit(maxCharacters)
        .map(Line::plain)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  private static int plain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
      case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
          REPLACEMENT;
      default -> codePoint;
    };
  }
}
