package org.dockwarden.evidence.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text form of bytes that are usually UTF-8 but need not be (spec/evidence-format.md, 2.3): valid
 * UTF-8 stays as it is, except that control characters, {@code %} and every byte that is not part
 * of valid UTF-8 become {@code %XX}. Bytes to text and back is the identity.
 */
final class PercentEncoding {
  private static final int MAX_UTF8_BYTES = 4;
  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  /** Encodes text; the result is printable ASCII only. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte unit : utf8(text)) {
      if (unit < ' ' || unit == 0x7f || unit == '%') { // Bytes from 0x80 are negative here.
        appendEscape(encoded, unit);
      } else {
        encoded.append((char) unit);
      }
    }
    return encoded.toString();
  }

  /** UTF-8; a lone surrogate, which USB's UTF-16 may hold, as the three bytes of its number. */
  private static byte[] utf8(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xe0 | point >> 12);
                bytes.write(0x80 | (point >> 6 & 0x3f));
                bytes.write(0x80 | (point & 0x3f));
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  static String encode(byte[] bytes) {
    StringBuilder encoded = new StringBuilder(bytes.length);
    int index = 0;
    while (index < bytes.length) {
      int length = validLength(bytes, index);
      if (length == 0) {
        appendEscape(encoded, bytes[index]);
        index++;
      } else {
        appendCharacter(encoded, bytes, index, length);
        index += length;
      }
    }
    return encoded.toString();
  }

  /** Decodes what {@link #encode(byte[])} made; throws on any other text. */
  static byte[] decode(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(utf8.length);
    for (int index = 0; index < utf8.length; index++) {
      if (utf8[index] != '%') {
        bytes.write(utf8[index]);
        continue;
      }
      if (index + 2 >= utf8.length) {
        throw new IllegalArgumentException("path: ends inside a percent escape");
      }
      bytes.write(hexDigit(utf8[index + 1]) << 4 | hexDigit(utf8[index + 2]));
      index += 2;
    }
    return bytes.toByteArray();
  }

  private static int hexDigit(byte digit) {
    int value = HEX.indexOf(digit);
    if (value < 0) {
      throw new IllegalArgumentException("path: bad digit in a percent escape");
    }
    return value;
  }

  private static void appendCharacter(StringBuilder out, byte[] bytes, int index, int length) {
    String character = new String(bytes, index, length, StandardCharsets.UTF_8);
    int codePoint = character.codePointAt(0);
    if (Character.isISOControl(codePoint) || codePoint == '%') {
      for (int i = 0; i < length; i++) {
        appendEscape(out, bytes[index + i]);
      }
    } else {
      out.append(character);
    }
  }

  private static void appendEscape(StringBuilder out, byte value) {
    out.append('%').append(HEX.charAt((value >> 4) & 0xf)).append(HEX.charAt(value & 0xf));
  }

  /** Length of the valid UTF-8 character that starts at {@code index}, or 0. */
  private static int validLength(byte[] bytes, int index) {
    for (int length = 1; length <= MAX_UTF8_BYTES && index + length <= bytes.length; length++) {
      if (isCharacter(ByteBuffer.wrap(bytes, index, length))) {
        return length;
      }
    }
    return 0;
  }

  private static boolean isCharacter(ByteBuffer utf8) {
    try {
      return !StandardCharsets.UTF_8.newDecoder().decode(utf8).isEmpty();
    } catch (CharacterCodingException e) {
      return false; // Not a whole character, or not UTF-8 at all.
    }
  }
}
