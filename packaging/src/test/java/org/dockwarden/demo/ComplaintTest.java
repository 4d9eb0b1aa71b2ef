package org.dockwarden.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class ComplaintTest {
  @Test
  void saysWhatIsWrongWithWhichFile() {
    assertEquals("/d: permission denied", Complaint.about(new AccessDeniedException("/d")));
    assertEquals("/d: not there", Complaint.about(new NoSuchFileException("/d")));
    assertEquals(
        "/d: No space left on device",
        Complaint.about(new FileSystemException("/d", null, "No space left on device")));
  }

  @Test
  void saysNoClassNameWhereTheMessageIsEnough() {
    assertEquals("No space left", Complaint.about(new IOException("No space left")));
    assertEquals("ours", Complaint.about(new DemoException("ours")));
    assertEquals(
        "/d: permission denied",
        Complaint.about(new UncheckedIOException(new AccessDeniedException("/d"))));
  }
}
