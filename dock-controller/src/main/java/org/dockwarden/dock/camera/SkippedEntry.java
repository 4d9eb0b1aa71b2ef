package org.dockwarden.dock.camera;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * An entry of a volume that is neither a regular file nor a folder, so that it cannot be offloaded.
 *
 * @param rawPath path relative to the volume's root, raw bytes, separator {@code /}
 * @param kind what it is
 */
public record SkippedEntry(byte[] rawPath, Kind kind) {
  /** What was found in place of a file. */
  public enum Kind {
    SYMBOLIC_LINK,
    /** FIFO, socket or device node. */
    SPECIAL,
    /** Listed, but not there when it was looked at: erased meanwhile, or a damaged folder. */
    VANISHED
  }

  public SkippedEntry {
    rawPath = rawPath.clone();
  }

  @Override
  public byte[] rawPath() {
    return rawPath.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SkippedEntry that
        && kind == that.kind
        && Arrays.equals(rawPath, that.rawPath);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rawPath);
  }

  /** For a person: {@code symbolic link DCIM/x.mp4}. */
  @Override
  public String toString() {
    String path = new String(rawPath, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + path;
  }
}
