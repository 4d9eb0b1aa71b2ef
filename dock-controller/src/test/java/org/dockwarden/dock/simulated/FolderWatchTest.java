package org.dockwarden.dock.simulated;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("bays"));
  }

  private static Thread waitIn(FolderWatch watch) {
    return Thread.startVirtualThread(
        () -> {
          try {
            watch.await(LONG);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static FolderWatch watching(Path folder) throws InterruptedException {
    FolderWatch watch = new FolderWatch(folder);
    watch.await(LONG); // Registers, and returns at once so that the caller looks.
    return watch;
  }

  @Test
  void wakesWhenAFileComesChangesAndGoes() throws Exception {
    try (FolderWatch watch = watching(folder)) {
      Path file = folder.resolve("bay-1.toml");
      Thread comes = waitIn(watch);
      Files.writeString(file, "a");
      assertTrue(comes.join(PATIENCE), "it came");

      Thread changes = waitIn(watch);
      Files.writeString(file, "b");
      assertTrue(changes.join(PATIENCE), "it changed");

      Thread goes = waitIn(watch);
      Files.delete(file);
      assertTrue(goes.join(PATIENCE), "it went");
    }
  }

  @Test
  void sleepsWhileNothingChanges() throws Exception {
    try (FolderWatch watch = watching(folder)) {
      Thread waits = waitIn(watch);
      assertFalse(waits.join(FolderWatch.POLL.multipliedBy(6)));
      waits.interrupt();
      assertTrue(waits.join(PATIENCE));
    }
  }

  @Test
  void watchesAFolderThatCameInThePlaceOfAnother() throws Exception {
    try (FolderWatch watch = watching(folder)) {
      Files.delete(folder);
      watch.await(LONG); // Told that it is gone …
      watch.await(LONG); // … it looks now and then, as long as there is none …
      Files.createDirectory(folder);
      watch.await(LONG); // … and watches the new one.
      Thread comes = waitIn(watch);
      Files.writeString(folder.resolve("bay-1.toml"), "a");
      assertTrue(comes.join(PATIENCE));
    }
  }

  @Test
  void closingEndsTheWait() throws Exception {
    FolderWatch watch = watching(folder);
    Thread waits = waitIn(watch);
    assertFalse(waits.join(FolderWatch.POLL));
    watch.close();
    assertTrue(waits.join(PATIENCE));
  }
}
