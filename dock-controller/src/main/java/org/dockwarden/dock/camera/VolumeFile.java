package org.dockwarden.dock.camera;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file on a camera and what identifies it within one unbroken connection.
 *
 * @param rawPath path relative to the volume's root, raw bytes of the file system, separator {@code
 *     /}
 * @param bytes length
 * @param modified modification time, camera's clock
 * @param device st_dev of the volume
 * @param inode st_ino; file systems without inodes make one up that lasts while mounted
 */
public record VolumeFile(byte[] rawPath, long bytes, Instant modified, long device, long inode) {
  public VolumeFile {
    rawPath = rawPath.clone();
  }

  @Override
  public byte[] rawPath() {
    return rawPath.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VolumeFile that
        && Arrays.equals(rawPath, that.rawPath)
        && bytes == that.bytes
        && modified.equals(that.modified)
        && device == that.device
        && inode == that.inode;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rawPath) * 31 + Long.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "VolumeFile[" + HexFormat.of().formatHex(rawPath) + ", " + bytes + " bytes]";
  }
}
