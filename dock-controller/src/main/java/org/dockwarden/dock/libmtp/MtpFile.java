package org.dockwarden.dock.libmtp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * An object with its place (F-20): the path begins with the storage's id.
 *
 * @param rawPath {@code 00010001/DCIM/100/A.MP4}, UTF-8
 * @param bytes length
 * @param modified by the camera's clock, as if it were UTC (F-21)
 * @param storage storage id
 * @param id object handle: it names this object within one session and no longer
 */
public record MtpFile(byte[] rawPath, long bytes, Instant modified, int storage, int id) {
  public MtpFile {
    rawPath = rawPath.clone();
  }

  @Override
  public byte[] rawPath() {
    return rawPath.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MtpFile that
        && Arrays.equals(rawPath, that.rawPath)
        && bytes == that.bytes
        && modified.equals(that.modified)
        && storage == that.storage
        && id == that.id;
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** The path for a person. */
  @Override
  public String toString() {
    return new String(rawPath, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
  }
}
