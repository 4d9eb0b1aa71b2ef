package org.dockwarden.agent.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFilesTest {
  @TempDir private Path temp = Path.of("");

  private List<String> open(String mode) throws IOException {
    Path key = Files.writeString(temp.resolve("dock.key"), "");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
    return KeyFiles.open(Map.of("gateway.key", key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "rw-------", "rwx------", "---------"})
  void theOwnersAloneIsWell(String mode) throws IOException {
    assertEquals(List.of(), open(mode));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-r--r--"})
  void whatOthersMayReadOrChangeIsNot(String mode) throws IOException {
    assertEquals(
        List.of(
            "gateway.key: %s is %s (expected: for its owner alone, mode 0600)"
                .formatted(temp.resolve("dock.key"), mode)),
        open(mode));
  }

  @Test
  void whatCannotBeLookedAtIsNot() {
    List<String> open = KeyFiles.open(Map.of("gateway.key", temp.resolve("none")));
    assertEquals(1, open.size());
    assertTrue(open.getFirst().startsWith("gateway.key: "));
  }
}
