package org.dockwarden.evidence.age;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** The text form of age keys: Bech32 (BIP 173) without its limit on length. */
final class Bech32 {
  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int CHECKSUM_DIGITS = 6;
  private static final char SEPARATOR = '1';

  private Bech32() {}

  /** The lower-case form of {@code bytes} under a lower-case human-readable part. */
  static String encode(String prefix, byte[] bytes) {
    return ofDigits(prefix, regroup(bytes, 8, 5, true));
  }

  static String ofDigits(String prefix, byte[] digits) {
    StringBuilder text = new StringBuilder(prefix).append(SEPARATOR);
    for (byte digit : digits) {
      text.append(ALPHABET.charAt(digit));
    }
    int checksum = checksum(prefix, Arrays.copyOf(digits, digits.length + CHECKSUM_DIGITS)) ^ 1;
    for (int i = CHECKSUM_DIGITS - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt((checksum >>> (5 * i)) & 31));
    }
    return text.toString();
  }

  /**
   * The bytes of {@code text}, whose human-readable part must be {@code prefix} in exactly its
   * case. Messages never quote the text: it may be a secret key.
   */
  static byte[] decode(String prefix, String text) throws EvidenceException {
    if (!text.startsWith(prefix + SEPARATOR) || text.lastIndexOf(SEPARATOR) != prefix.length()) {
      throw malformed("does not start with " + prefix + SEPARATOR);
    }
    boolean lower = text.equals(text.toLowerCase(Locale.ROOT));
    if (!lower && !text.equals(text.toUpperCase(Locale.ROOT))) {
      throw malformed("mixes upper and lower case");
    }
    byte[] digits = digits(text.substring(prefix.length() + 1).toLowerCase(Locale.ROOT));
    if (checksum(prefix.toLowerCase(Locale.ROOT), digits) != 1) {
      throw malformed("checksum is wrong");
    }
    byte[] payload = Arrays.copyOf(digits, digits.length - CHECKSUM_DIGITS);
    byte[] bytes = regroup(payload, 5, 8, false);
    if (!Arrays.equals(regroup(bytes, 8, 5, true), payload)) {
      throw malformed("padding is not zero");
    }
    return bytes;
  }

  private static byte[] digits(String text) throws EvidenceException {
    if (text.length() < CHECKSUM_DIGITS) {
      throw malformed("too short");
    }
    byte[] digits = new byte[text.length()];
    for (int i = 0; i < digits.length; i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw malformed("character " + (i + 1) + " after the prefix is not of the alphabet");
      }
      digits[i] = (byte) digit;
    }
    return digits;
  }

  private static int checksum(String prefix, byte[] digits) {
    int checksum = 1;
    byte[] letters = prefix.getBytes(StandardCharsets.US_ASCII);
    for (byte letter : letters) {
      checksum = step(checksum, letter >> 5);
    }
    checksum = step(checksum, 0);
    for (byte letter : letters) {
      checksum = step(checksum, letter & 31);
    }
    for (byte digit : digits) {
      checksum = step(checksum, digit);
    }
    return checksum;
  }

  private static int step(int checksum, int digit) {
    int top = checksum >>> 25;
    int next = ((checksum & 0x1ffffff) << 5) ^ digit;
    for (int i = 0; i < GENERATOR.length; i++) {
      if (((top >>> i) & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }

  /** Cuts a string of bits anew; what is left at the end is padded with zeros or dropped. */
  private static byte[] regroup(byte[] groups, int fromBits, int toBits, boolean pad) {
    ByteArrayOutputStream regrouped = new ByteArrayOutputStream();
    int bits = 0;
    int held = 0;
    for (byte group : groups) {
      held = ((held << fromBits) | (group & 0xff)) & 0xfff;
      bits += fromBits;
      while (bits >= toBits) {
        bits -= toBits;
        regrouped.write((held >>> bits) & ((1 << toBits) - 1));
      }
    }
    if (pad && bits > 0) {
      regrouped.write((held << (toBits - bits)) & ((1 << toBits) - 1));
    }
    return regrouped.toByteArray();
  }

  private static EvidenceException malformed(String problem) {
    return new EvidenceException(ErrorCode.AGE_KEY_MALFORMED, "key: " + problem);
  }
}
