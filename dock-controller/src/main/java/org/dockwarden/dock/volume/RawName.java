package org.dockwarden.dock.volume;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Raw file names to and from {@link Path}. Java decodes names by the locale, and loses what the
 * locale's charset cannot say; the URI form of a path carries every byte, under any locale
 * (sun.nio.fs.UnixUriUtils).
 */
final class RawName {
  private static final Path ROOT = Path.of("/");
  private static final int MAX_PATH_BYTES = 4096;

  private RawName() {}

  /** The raw bytes of one name, as a directory listing gave it. */
  static byte[] bytesOf(Path name) {
    String text = name.toString();
    if (isPlain(text)) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    // Against the root, so that making the URI asks the file system about nothing on the camera.
    String path = ROOT.resolve(name).toUri().getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    for (int i = 1; i < end; i++) {
      if (path.charAt(i) == '%') {
        bytes.write(Integer.parseInt(path.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(path.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  /** One name with these raw bytes. */
  static Path of(byte[] name) {
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : name) {
      uri.append('%').append(Character.forDigit((b >> 4) & 0xf, 16));
      uri.append(Character.forDigit(b & 0xf, 16));
    }
    return ROOT.relativize(Path.of(URI.create(uri.toString())));
  }

  /**
   * The components of a relative raw path. Refuses what no listing gives: empty, absolute, with
   * NUL, or with an empty, {@code .} or {@code ..} component.
   */
  static List<byte[]> components(byte[] rawPath) throws IOException {
    if (rawPath.length > MAX_PATH_BYTES) {
      throw new IOException(
          "path: " + rawPath.length + " bytes (expected: <= " + MAX_PATH_BYTES + ")");
    }
    List<byte[]> components = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= rawPath.length; i++) {
      if (i == rawPath.length || rawPath[i] == '/') {
        components.add(checked(rawPath, start, i));
        start = i + 1;
      }
    }
    return components;
  }

  private static byte[] checked(byte[] path, int start, int end) throws IOException {
    int length = end - start;
    boolean dots =
        (length == 1 && path[start] == '.')
            || (length == 2 && path[start] == '.' && path[start + 1] == '.');
    boolean nul = false;
    for (int i = start; i < end; i++) {
      nul |= path[i] == 0;
    }
    if (length == 0 || dots || nul) {
      throw new IOException(
          "path: component at byte " + start + " (expected: not empty, . or .., without NUL)");
    }
    return Arrays.copyOfRange(path, start, end);
  }

  /** Printable ASCII, which every charset that Linux uses decodes to itself. */
  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }
}
