package org.dockwarden.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.dockwarden.demo.CameraContents.CameraFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copying a person's footage, and what the copy then holds. */
final class CameraContentsTest {
  @TempDir private Path temporary;
  private Path footage = Path.of("");

  @BeforeEach
  void makeFootage() throws IOException {
    footage = Files.createDirectories(temporary.resolve("footage"));
  }

  @Test
  void namesThatAreNoTextKeepTheirBytes() throws IOException {
    // A file URI is the one way to name such a file from Java.
    Path odd = Path.of(URI.create(footage.toUri() + "%FF%0A%20x.mp4"));
    Files.writeString(odd, "clip");

    assertEquals(List.of("%FF%0A x.mp4"), paths(copy()));
  }

  @Test
  void decomposedLettersStayDecomposed() throws IOException {
    Files.writeString(footage.resolve("e\u0301.mp4"), "clip");
    assertEquals(List.of("e\u0301.mp4"), paths(copy()));
  }

  @Test
  void copyKeepsTimesAndLeavesTheSourceAlone() throws IOException {
    FileTime time = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
    Path source =
        Files.writeString(Files.createDirectories(footage.resolve("a")).resolve("b"), "x");
    Files.setLastModifiedTime(source, time);

    try (DemoFolder folder = copy()) {
      assertEquals(time, Files.getLastModifiedTime(folder.camera().resolve("a/b")));
      assertEquals("x", Files.readString(source));
    }
  }

  @Test
  void symbolicLinksAreLeftOutAndTold() throws IOException {
    Files.createSymbolicLink(footage.resolve("link"), Path.of("elsewhere"));
    try (DemoFolder folder = DemoFolder.hold(temporary.resolve("data"))) {
      List<Path> skipped = FootageCopy.copy(footage, folder);
      assertEquals(List.of(footage.toRealPath().resolve("link")), skipped);
      assertEquals(List.of(), CameraContents.list(folder.camera()));
    }
  }

  @Test
  void dataFolderInsideTheFootageIsRefused() throws IOException {
    try (DemoFolder folder = DemoFolder.hold(footage.resolve("data"))) {
      assertThrows(DemoException.class, () -> FootageCopy.copy(footage, folder));
    }
  }

  @Test
  void volumeWithFilesOfAnEarlierRunIsRefused() throws IOException {
    Path volume = Files.createDirectories(temporary.resolve("camera/DCIM"));
    FootageCopy.requireEmpty(volume);
    Files.writeString(volume.resolve("left.mp4"), "x");
    assertThrows(DemoException.class, () -> FootageCopy.requireEmpty(temporary.resolve("camera")));
  }

  @Test
  void folderInUseIsRefusedWithWords() throws IOException {
    try (DemoFolder _ = DemoFolder.hold(temporary)) {
      assertThrows(DemoException.class, () -> DemoFolder.hold(temporary));
    }
    DemoFolder.hold(temporary).close();
  }

  private DemoFolder copy() throws IOException {
    DemoFolder folder = DemoFolder.hold(temporary.resolve("data"));
    FootageCopy.copy(footage, folder);
    return folder;
  }

  private static List<String> paths(DemoFolder folder) throws IOException {
    try (folder) {
      return CameraContents.read(folder.camera()).stream()
          .map(CameraFile::path)
          .map(Object::toString)
          .toList();
    }
  }
}
