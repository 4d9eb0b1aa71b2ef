package org.dockwarden.evidence.identity;

/**
 * The path of a file on a camera, relative to the root of its volume, in the text form of
 * spec/evidence-format.md 2.3: components joined by {@code /}; control characters, {@code %} and
 * bytes that are not UTF-8 percent-encoded. Never absolute, never with an empty, {@code .} or
 * {@code ..} component.
 */
public record CameraPath(String text) implements Comparable<CameraPath> {
  /** Linux PATH_MAX, in raw bytes. */
  public static final int MAX_BYTES = 4096;

  public CameraPath {
    byte[] raw = PercentEncoding.decode(text);
    if (raw.length == 0 || raw.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "path: " + raw.length + " bytes (expected: 1 to " + MAX_BYTES + ")");
    }
    for (String component : text.split("/", -1)) {
      if (component.isEmpty() || component.equals(".") || component.equals("..")) {
        throw new IllegalArgumentException(
            "path: " + Text.printable(text) + " (expected: no empty, . or .. component)");
      }
    }
    if (text.contains("%00")) {
      throw new IllegalArgumentException("path: " + Text.printable(text) + " (expected: no NUL)");
    }
    if (!PercentEncoding.encode(raw).equals(text)) {
      throw new IllegalArgumentException(
          "path: " + Text.printable(text) + " (expected: the canonical encoding)");
    }
  }

  /** The path with these raw bytes, as the file system gave them. */
  public static CameraPath ofRaw(byte[] raw) {
    return new CameraPath(PercentEncoding.encode(raw));
  }

  /** The raw bytes, as the file system knows them. */
  public byte[] raw() {
    return PercentEncoding.decode(text);
  }

  /** The last component. */
  public String fileName() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** Everything before the last component, empty at the root. */
  public String folder() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? "" : text.substring(0, slash);
  }

  @Override
  public int compareTo(CameraPath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
