package org.dockwarden.dock.mtp;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.dockwarden.dock.camera.VolumeFile;

/**
 * A line about an object.
 *
 * @param isFile whether it is a file, not a playlist or the like
 * @param file the storage as its device; no inode, for a handle lasts no longer than a session
 */
record MtpEntry(boolean isFile, VolumeFile file) {
  private static final int WORDS = 5;

  /** Reads {@code file STORAGE BYTES SECONDS HEXPATH}. */
  static MtpEntry parse(String line) throws IOException {
    List<String> words = List.of(line.split(" ", -1));
    boolean isFile = words.getFirst().equals("file");
    if (words.size() != WORDS || !(isFile || words.getFirst().equals("other"))) {
      throw new IOException("mtp helper: not understood");
    }
    try {
      return new MtpEntry(
          isFile,
          new VolumeFile(
              HexFormat.of().parseHex(words.get(4)),
              Long.parseLong(words.get(2)),
              Instant.ofEpochSecond(Long.parseLong(words.get(3))),
              Integer.parseUnsignedInt(words.get(1)) & 0xffff_ffffL,
              0));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("mtp helper: not understood", e);
    }
  }
}
