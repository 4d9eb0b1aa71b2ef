package org.dockwarden.evidence.wire;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * The header {@code Upload-Metadata} of tus 1.0.0: pairs joined by commas, each a key, a space and
 * the value in base64; an empty value may be left out with its space.
 */
public final class UploadMetadata {
  /** Longest header value that is read. */
  public static final int MAX_LENGTH = 8192;

  private static final int MAX_PAIRS = 64;

  private UploadMetadata() {}

  /** The header's value, pairs in the map's order. */
  public static String format(Map<String, byte[]> pairs) {
    StringJoiner header = new StringJoiner(",");
    pairs.forEach((key, value) -> header.add(pair(key, value)));
    return header.toString();
  }

  private static String pair(String key, byte[] value) {
    if (!isKey(key)) {
      throw new IllegalArgumentException("metadata key: (expected: ASCII, no space, no comma)");
    }
    return value.length == 0 ? key : key + " " + Base64.getEncoder().encodeToString(value);
  }

  /** Reads the header's value; an empty one has no pairs. */
  public static Map<String, byte[]> parse(String header) throws EvidenceException {
    if (header.length() > MAX_LENGTH) {
      throw malformed(header.length() + " characters (expected: <= " + MAX_LENGTH + ")");
    }
    Map<String, byte[]> pairs = new LinkedHashMap<>();
    if (header.isBlank()) {
      return pairs;
    }
    String[] parts = header.split(",", -1);
    if (parts.length > MAX_PAIRS) {
      throw malformed(parts.length + " pairs (expected: <= " + MAX_PAIRS + ")");
    }
    for (String part : parts) {
      addPair(pairs, part.strip());
    }
    return Collections.unmodifiableMap(pairs);
  }

  private static void addPair(Map<String, byte[]> pairs, String pair) throws EvidenceException {
    int space = pair.indexOf(' ');
    String key = space < 0 ? pair : pair.substring(0, space);
    if (!isKey(key)) {
      throw malformed("key (expected: ASCII, no space, no comma, not empty)");
    }
    byte[] value = space < 0 ? new byte[0] : decode(pair.substring(space + 1));
    if (pairs.put(key, value) != null) {
      throw malformed("key " + key + " twice");
    }
  }

  private static byte[] decode(String base64) throws EvidenceException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(
          ErrorCode.UPLOAD_METADATA_MALFORMED, "value (expected: base64)", e);
    }
  }

  private static boolean isKey(String key) {
    return !key.isEmpty() && key.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',');
  }

  private static EvidenceException malformed(String message) {
    return new EvidenceException(ErrorCode.UPLOAD_METADATA_MALFORMED, message);
  }
}
