package org.dockwarden.fleet.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files of passwords and signing secrets: for their owner alone, small, never logged. */
public final class SecretFile {
  private static final int MAX_BYTES = 4096;

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private SecretFile() {}

  /**
   * Its lines that are not empty.
   *
   * @throws IOException when others than its owner may read it, or nothing is in it
   */
  public static List<String> lines(Path file) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    if (!OWNERS.containsAll(mode)) {
      throw new IOException(
          "%s: %s (expected: for its owner alone, mode 0600)"
              .formatted(file, PosixFilePermissions.toString(mode)));
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": too long (expected: <= " + MAX_BYTES + " bytes)");
    }
    List<String> lines =
        Files.readAllLines(file).stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
    if (lines.isEmpty()) {
      throw new IOException(file + ": empty (expected: a secret)");
    }
    return lines;
  }
}
