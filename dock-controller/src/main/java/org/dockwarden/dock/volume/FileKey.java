package org.dockwarden.dock.volume;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * st_dev and st_ino of a file. Attributes that are read relative to an open folder offer them only
 * as the file key, whose text is {@code (dev=HEX,ino=DECIMAL)} (sun.nio.fs.UnixFileKey, unchanged
 * since Java 7); any other text is an error, never a guess.
 */
record FileKey(long device, long inode) {
  private static final Pattern TEXT = Pattern.compile("\\(dev=([0-9a-f]+),ino=(-?[0-9]+)\\)");

  static FileKey of(BasicFileAttributes attributes) throws IOException {
    Matcher matcher = TEXT.matcher(String.valueOf(attributes.fileKey()));
    if (!matcher.matches()) {
      throw new IOException("file key: " + attributes.fileKey() + " (expected: device and inode)");
    }
    return new FileKey(
        Long.parseUnsignedLong(matcher.group(1), 16), Long.parseLong(matcher.group(2)));
  }
}
