package org.dockwarden.evidence.assignment;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a contactless card says of itself before anybody proves anything: its UID (ISO/IEC 14443-3),
 * lower-case hexadecimal, {@value #MIN_BYTES} to {@value #MAX_BYTES} bytes. A UID is no secret and
 * can be copied: it says whose card it is, not who holds it.
 */
public record CardId(String hex) {
  /** The shortest UID of ISO/IEC 14443-3. */
  public static final int MIN_BYTES = 4;

  /** Longer than any UID of ISO/IEC 14443-3 (10) or 15693 (8). */
  public static final int MAX_BYTES = 16;

  private static final Pattern FORM = Pattern.compile("(?:[0-9a-f]{2}){4,16}");
  private static final Pattern SEPARATOR = Pattern.compile("[ :-]");

  public CardId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "card: (expected: " + MIN_BYTES + " to " + MAX_BYTES + " bytes in hexadecimal)");
    }
  }

  /** Reads what people and readers write: any case, bytes parted by colon, hyphen or space. */
  public static CardId parse(String text) {
    return new CardId(SEPARATOR.matcher(text.strip()).replaceAll("").toLowerCase(Locale.ROOT));
  }

  /** Not the number: logs and messages are no place for it. */
  @Override
  public String toString() {
    return "card of " + hex.length() / 2 + " bytes";
  }
}
