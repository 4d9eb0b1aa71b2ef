package org.dockwarden.agent.issue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RosterCacheTest {
  private static final byte[] DIRECTORY =
      ("{\"officers\":[],\"salt\":\"" + "00".repeat(16) + "\"}").getBytes(StandardCharsets.UTF_8);
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;

  @Test
  void keepsWhatCameForTheNextStart() throws IOException {
    Path cache = folder.resolve("officers");
    new RosterCache(cache).keepDirectory(DIRECTORY, AT);
    RosterCache again = new RosterCache(cache);
    assertArrayEquals(DIRECTORY, again.directory().orElseThrow());
    assertEquals(Optional.of(AT), again.directoryAt());
    assertTrue(again.load().isKnown());
    assertEquals(Optional.empty(), again.failure());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(cache.resolve("directory.json"))));
  }

  @Test
  @ExpectsLog("officers: cache: ")
  void usesWhatCameWhereItCannotBeKept() throws IOException {
    Path cache = Files.createFile(folder.resolve("officers")); // A file, where a folder is needed.
    RosterCache unwritable = new RosterCache(cache);
    unwritable.keepDirectory(DIRECTORY, AT);
    assertTrue(unwritable.failure().orElseThrow().startsWith("officers: cannot be kept"));
    assertTrue(unwritable.load().isKnown());
    assertEquals(Optional.of(AT), unwritable.directoryAt());
    Files.delete(cache);
    unwritable.keepDirectory(DIRECTORY, AT);
    assertEquals(Optional.empty(), unwritable.failure());
  }

  @Test
  @ExpectsLog("officers: cache: ")
  void aDamagedFileIsAsGoodAsNone() throws IOException {
    Files.writeString(folder.resolve("directory.json"), "{");
    RosterCache damaged = new RosterCache(folder);
    assertFalse(damaged.load().isKnown());
    damaged.keepDirectory(DIRECTORY, AT);
    assertTrue(damaged.load().isKnown());
  }
}
