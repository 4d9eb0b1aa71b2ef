package org.dockwarden.evidence.identity;

/**
 * The name of a dock, unique in the estate and equal to the common name of its certificate: 1 to 64
 * letters, digits, {@code . - _}, starting with a letter or digit.
 */
public record DockId(String text) {
  private static final int MAX_LENGTH = 64;

  public DockId {
    requireName("dock", text);
  }

  /** Returns the name of a dock or gateway (N-2), or throws naming {@code what}. */
  public static String requireName(String what, String text) {
    if (!Text.isName(text, MAX_LENGTH)) {
      throw new IllegalArgumentException(
          what + ": " + Text.printable(text) + " (expected: 1 to 64 of A-Z a-z 0-9 . - _)");
    }
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
