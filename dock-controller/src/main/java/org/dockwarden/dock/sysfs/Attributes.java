package org.dockwarden.dock.sysfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The attributes of one sysfs folder. What a device puts into its strings is arbitrary: they are
 * limited, and read as text without losing a byte.
 */
final class Attributes {
  /** A text attribute is at most a page (Documentation/filesystems/sysfs.rst). */
  private static final int MAX_TEXT_BYTES = 4096;

  /** All descriptors of a device: the kernel takes at most 8 configurations of 64 KiB. */
  private static final int MAX_BINARY_BYTES = 18 + 8 * 65_535;

  private static final int HEX_ID_LENGTH = 4;

  private final Path folder;

  Attributes(Path folder) {
    this.folder = folder;
  }

  /** The text without its final newline; empty where the device has no such attribute. */
  Optional<String> text(String name) throws IOException {
    Optional<byte[]> bytes = bytes(name, MAX_TEXT_BYTES);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    String text = decoded(bytes.get());
    return Optional.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }

  /** Four lower-case hexadecimal digits; zeros where the attribute is missing or is none. */
  String usbId(String name) throws IOException {
    String text = text(name).orElse("");
    boolean isId = text.length() == HEX_ID_LENGTH && text.chars().allMatch(Attributes::isHex);
    return isId ? text : "0000";
  }

  /** A number; {@code missing} where the attribute is missing or is none. */
  long number(String name, int radix, long missing) throws IOException {
    try {
      return Long.parseLong(text(name).orElse("").strip(), radix);
    } catch (NumberFormatException e) {
      return missing;
    }
  }

  /** A binary attribute; nothing where there is none. */
  byte[] binary(String name) throws IOException {
    return bytes(name, MAX_BINARY_BYTES).orElse(new byte[0]);
  }

  private Optional<byte[]> bytes(String name, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IOException(
            folder.resolve(name) + ": more than " + limit + " bytes (expected: <= " + limit + ")");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** UTF-8, and where it is not, one character for each byte: two serials never become one. */
  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
