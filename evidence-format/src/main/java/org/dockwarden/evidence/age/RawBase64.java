package org.dockwarden.evidence.age;

import java.util.Base64;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** Standard base64 without padding, canonical only (RFC 4648, sections 3.5 and 4). */
final class RawBase64 {
  private RawBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] decode(String text) throws EvidenceException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(
          ErrorCode.AGE_BASE64_NOT_CANONICAL, "base64: not of its alphabet or length", e);
    }
    // The JDK's decoder takes padding and stray trailing bits; the specification takes neither.
    if (!encode(bytes).equals(text)) {
      throw new EvidenceException(
          ErrorCode.AGE_BASE64_NOT_CANONICAL, "base64: padded or not canonical");
    }
    return bytes;
  }
}
