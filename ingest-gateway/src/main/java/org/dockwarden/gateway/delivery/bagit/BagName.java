package org.dockwarden.gateway.delivery.bagit;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.dockwarden.evidence.manifest.Manifest;

/** Names of bags and payload files (B-1, B-2). Pure. */
final class BagName {
  private static final int MAX_BAG_BYTES = 120;
  private static final int ID_DIGITS = 16;
  private static final int MAX_PAYLOAD_BYTES = 200;
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");
  private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|%\\p{Cntrl}]");

  private BagName() {}

  /** B-1: first 16 digits, a hyphen, a safe form of the file name; ASCII. */
  static String of(Manifest manifest) {
    String prefix = manifest.recordingId().hex().substring(0, ID_DIGITS) + "-";
    return prefix + safe(manifest.file().path().fileName(), MAX_BAG_BYTES - prefix.length());
  }

  /** B-2: the file's own name where every system can hold it, else a safe form. */
  static String payload(Manifest manifest) {
    String name = manifest.file().path().fileName();
    return isPlain(name) ? name : safe(name, MAX_PAYLOAD_BYTES);
  }

  private static boolean isPlain(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length <= MAX_PAYLOAD_BYTES
        && !FORBIDDEN.matcher(name).find()
        && name.codePoints().allMatch(BagName::isPrintable)
        && !name.startsWith(".")
        && !name.endsWith(".")
        && !name.endsWith(" ");
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Keeps the end, where the extension is. */
  private static String safe(String name, int maxLength) {
    String safe = UNSAFE.matcher(name).replaceAll("_");
    String kept = safe.substring(Math.max(0, safe.length() - maxLength));
    String ended = kept.endsWith(".") ? kept.substring(0, kept.length() - 1) + "_" : kept;
    return ended.startsWith(".") ? "_" + ended.substring(1) : ended;
  }
}
