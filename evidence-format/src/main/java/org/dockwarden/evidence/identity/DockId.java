package org.dockwarden.evidence.identity;

/**
 * The name of a dock, unique in the estate and equal to the common name of its certificate: 1 to 64
 * letters, digits, {@code . - _}, starting with a letter or digit.
 */
public record DockId(String text) {
  private static final int MAX_LENGTH = 64;

  public DockId {
    if (!Text.isName(text, MAX_LENGTH)) {
      throw new IllegalArgumentException(
          "dock: " + Text.printable(text) + " (expected: 1 to 64 of A-Z a-z 0-9 . - _)");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
