package org.dockwarden.dock.card;

/** A card that was put down. */
public sealed interface Tap {
  /** The shortest and the longest number of a contactless card, in bytes. */
  int MIN_BYTES = 4;

  int MAX_BYTES = 16;

  /**
   * Its number could be read.
   *
   * @param number the UID, lower-case hexadecimal, 4 to 16 bytes
   */
  record Read(String number) implements Tap {
    /** Not the number: it has no place in a log. */
    @Override
    public String toString() {
      return "Read[" + number.length() / 2 + " bytes]";
    }
  }

  /** There was a card, but it gave no number that is one. */
  record Unreadable(String why) implements Tap {}

  /** The tap that these bytes are; too few or too many are no number. */
  static Tap of(byte[] uid) {
    if (uid.length < MIN_BYTES || uid.length > MAX_BYTES) {
      return new Unreadable(
          "card number: "
              + uid.length
              + " bytes (expected: "
              + MIN_BYTES
              + " to "
              + MAX_BYTES
              + ")");
    }
    return new Read(java.util.HexFormat.of().formatHex(uid));
  }
}
