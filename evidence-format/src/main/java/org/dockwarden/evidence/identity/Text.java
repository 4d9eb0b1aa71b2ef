package org.dockwarden.evidence.identity;

/** Checks on the text forms of identities. */
final class Text {
  private static final int SHOWN_CHARACTERS = 80;

  private Text() {}

  static boolean isLowerHex(String text, int length) {
    return text.length() == length
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** Letters, digits, dot, hyphen and underscore, starting with a letter or digit. */
  static boolean isName(String text, int maxLength) {
    return !text.isEmpty()
        && text.length() <= maxLength
        && isAlphanumeric(text.charAt(0))
        && text.chars().allMatch(c -> isAlphanumeric(c) || c == '.' || c == '-' || c == '_');
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** The text, shortened and with everything but printable ASCII replaced, for an error message. */
  static String printable(String text) {
    String shown = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) : text;
    return '"' + shown.replaceAll("[^ -~]", "?") + '"';
  }
}
