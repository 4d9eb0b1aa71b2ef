package org.dockwarden.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
final class FootageCopyTest {
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
    Files.writeString(footage.resolve("clip.mp4"), "x");
    try (DemoFolder folder = DemoFolder.hold(temporary.resolve("data"))) {
      FootageCopy copy = FootageCopy.of(footage, folder);
      copy.into(folder.camera());
      assertEquals(List.of(footage.toRealPath().resolve("link")), copy.skipped());
      assertTrue(copy.aboutSkipped().startsWith("left out 1 "), copy.aboutSkipped());
      assertEquals(List.of(folder.camera().resolve("clip.mp4")), list(folder));
    }
  }

  @Test
  void linkToAFolderOfFootageIsThatFolder() throws IOException {
    Files.writeString(footage.resolve("clip.mp4"), "x");
    footage = Files.createSymbolicLink(temporary.resolve("link"), footage);
    assertEquals(List.of("clip.mp4"), paths(copy()));
  }

  @Test
  void footageThatIsNoneIsRefusedWithWords() throws IOException {
    assertComplains("no file under");
    Files.createDirectories(footage.resolve("empty/folder"));
    assertComplains("no file under");
    footage = Files.writeString(temporary.resolve("file"), "x");
    assertComplains("is a file");
    footage = temporary.resolve("nowhere");
    assertComplains("is not there");
  }

  @Test
  void dataFolderInsideTheFootageIsRefused() throws IOException {
    try (DemoFolder folder = DemoFolder.hold(footage.resolve("data"))) {
      assertThrows(DemoException.class, () -> FootageCopy.of(footage, folder));
    }
  }

  @Test
  void volumeWithFilesIsNeverReplaced() throws IOException {
    Files.writeString(footage.resolve("clip.mp4"), "x");
    try (DemoFolder folder = DemoFolder.hold(temporary.resolve("data"))) {
      Path left = Files.createDirectories(folder.camera().resolve("DCIM")).resolve("left.mp4");
      Files.writeString(left, "of an earlier run");
      FootageCopy copy = FootageCopy.of(footage, folder);
      assertThrows(DemoException.class, () -> copy.into(folder.camera()));
      assertEquals(List.of(left), list(folder));
    }
  }

  @Test
  void copyThatWasCutShortLeavesNothingOnTheCamera() throws IOException {
    try (DemoFolder folder = DemoFolder.hold(temporary.resolve("data"))) {
      Files.writeString(FootageCopy.unfinished(folder.camera()).resolve("half"), "x");
      assertEquals(List.of(), list(folder));
      Files.writeString(footage.resolve("clip.mp4"), "x");
      FootageCopy.of(footage, folder).into(folder.camera());
      assertEquals(List.of(folder.camera().resolve("clip.mp4")), list(folder));
    }
  }

  @Test
  void folderInUseIsRefusedWithWords() throws IOException {
    try (DemoFolder _ = DemoFolder.hold(temporary)) {
      assertThrows(DemoException.class, () -> DemoFolder.hold(temporary));
      DemoFolder.ofRunning(temporary).close();
    }
    assertThrows(DemoException.class, () -> DemoFolder.ofRunning(temporary));
    DemoFolder.hold(temporary).close();
  }

  @Test
  void dataThatIsAFileIsRefusedWithWords() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "x");
    IOException complaint = assertThrows(IOException.class, () -> DemoFolder.hold(file));
    assertTrue(Complaint.about(complaint).contains("is a file"), Complaint.about(complaint));
  }

  private void assertComplains(String words) throws IOException {
    try (DemoFolder folder = DemoFolder.hold(temporary.resolve("data"))) {
      String complaint =
          Complaint.about(assertThrows(DemoException.class, () -> FootageCopy.of(footage, folder)));
      assertTrue(complaint.contains(words), complaint);
    }
  }

  private static List<Path> list(DemoFolder folder) throws IOException {
    return CameraContents.list(folder.camera());
  }

  private DemoFolder copy() throws IOException {
    DemoFolder folder = DemoFolder.hold(temporary.resolve("data"));
    FootageCopy.of(footage, folder).into(folder.camera());
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
