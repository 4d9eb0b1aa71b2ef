package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BayMapFileTest {
  @TempDir private Path temp;

  private BayMapFile file() {
    return new BayMapFile(temp.resolve("ports"));
  }

  private static BayMap map(String text) {
    return BayMapText.parse(text);
  }

  @Test
  void keepsTheFormerMap() throws IOException {
    file().write(map("1 1-1.1"));
    assertFalse(Files.exists(file().backup()));
    file().write(map("1 1-1.2"));
    assertEquals(map("1 1-1.2"), file().read());
    assertEquals(map("1 1-1.1"), new BayMapFile(file().backup()).read());
    try (Stream<Path> all = Files.list(temp)) {
      assertEquals(
          List.of("ports", "ports.before"),
          all.map(path -> String.valueOf(path.getFileName())).sorted().toList());
    }
  }

  @Test
  void failsWithoutAFileAndWithAMistake() throws IOException {
    assertThrows(IOException.class, () -> file().read());
    Files.writeString(temp.resolve("ports"), "1 usb1\n");
    assertThrows(IOException.class, () -> file().read());
    Files.writeString(temp.resolve("ports"), "#".repeat(70_000));
    assertThrows(IOException.class, () -> file().read());
  }

  @Test
  void leavesTheFormerMapWhereItCannotWrite() throws IOException {
    file().write(map("1 1-1.1"));
    Files.createDirectory(temp.resolve("ports.part"));
    assertThrows(IOException.class, () -> file().write(map("1 1-1.2")));
    assertEquals(map("1 1-1.1"), file().read());
  }
}
