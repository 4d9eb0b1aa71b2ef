package org.dockwarden.agent.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files of private keys: for their owner alone, or whoever reads them can be the dock. */
public final class KeyFiles {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private KeyFiles() {}

  /**
   * What is open to others, one line each.
   *
   * @param keys files by the settings that name them
   */
  public static List<String> open(Map<String, Path> keys) {
    List<String> open = new ArrayList<>();
    keys.forEach(
        (setting, file) -> {
          try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!OWNERS.containsAll(mode)) {
              open.add(
                  "%s: %s is %s (expected: for its owner alone, mode 0600)"
                      .formatted(setting, file, PosixFilePermissions.toString(mode)));
            }
          } catch (IOException e) {
            open.add(setting + ": " + e);
          }
        });
    return List.copyOf(open);
  }
}
