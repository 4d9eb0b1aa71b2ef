package org.dockwarden.dock.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.dockwarden.dock.bay.BayNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BayFilesTest {
  private static final BayNumber ONE = new BayNumber(1);

  @TempDir private Path folder = Path.of("");
  private Duration later = Duration.ZERO;
  private BayFiles files = new BayFiles(Path.of(""), InstantSource.system());

  @BeforeEach
  void open() {
    files = new BayFiles(folder, () -> Instant.now().plus(later));
  }

  private void put(String text) throws IOException {
    Files.writeString(folder.resolve("bay-1.toml"), text);
  }

  private BayFiles.Seen seen() throws IOException {
    return files.look(ONE).orElseThrow();
  }

  @Test
  void readsAFileOnceThatChangedLongAgo() throws IOException {
    put("volume = 'a'\n");
    later = BayFiles.STEP.multipliedBy(2);
    assertSame(seen(), seen());
  }

  @Test
  void readsAFileAgainThatHasJustChanged() throws IOException {
    put("volume = 'a'\n");
    BayFiles.Seen first = seen();
    assertNotSame(first, seen());
    assertEquals(first, seen());
  }

  /** Of the same length, and perhaps within the same step of the clock of files. */
  @Test
  void noticesAnotherContentInTheSameFile() throws IOException {
    put("volume = 'a'\n");
    BayFiles.Seen first = seen();
    put("volume = 'b'\n");
    assertNotEquals(first.identity(), seen().identity());
  }

  @Test
  void noticesAFileThatIsTakenAwayAndComesBack() throws IOException {
    put("volume = 'a'\n");
    later = BayFiles.STEP.multipliedBy(2);
    BayFiles.Seen first = seen();
    Files.delete(folder.resolve("bay-1.toml"));
    assertEquals(Optional.empty(), files.look(ONE));
    put("volume = 'b'\n");
    assertNotEquals(first.identity(), seen().identity());
  }

  /** Whose clock was set back finds every file changed in what is to come, and trusts none. */
  @Test
  void keepsNothingOfAFileFromTheFuture() throws IOException {
    put("volume = 'a'\n");
    later = Duration.ofHours(-1);
    assertNotSame(seen(), seen());
  }

  @Test
  void keepsWhyAFileIsNone() throws IOException {
    put("colour = 'red'\n");
    later = BayFiles.STEP.multipliedBy(2);
    assertEquals(Optional.empty(), seen().file());
    assertTrue(seen().problem().startsWith("colour"));
  }
}
