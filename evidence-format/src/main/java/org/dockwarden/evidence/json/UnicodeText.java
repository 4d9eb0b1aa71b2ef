package org.dockwarden.evidence.json;

/** Checks on Unicode text. */
public final class UnicodeText {
  private UnicodeText() {}

  /** Whether every surrogate has its partner, so that the text has a UTF-8 form. */
  public static boolean isWellFormed(String text) {
    int index = 0;
    while (index < text.length()) {
      int codePoint = text.codePointAt(index);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return false;
      }
      index += Character.charCount(codePoint);
    }
    return true;
  }

  /**
   * One line of 1 to {@code maxLength} UTF-16 units, well formed and without control characters;
   * returns it, or throws naming {@code what}.
   */
  public static String requireLine(String what, String text, int maxLength) {
    if (text.isEmpty() || text.length() > maxLength) {
      throw new IllegalArgumentException(
          "%s: %d characters (expected: 1 to %d)".formatted(what, text.length(), maxLength));
    }
    if (!isWellFormed(text) || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + ": (expected: no control characters)");
    }
    return text;
  }
}
