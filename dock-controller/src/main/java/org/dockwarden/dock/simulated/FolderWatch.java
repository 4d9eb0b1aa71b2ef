package org.dockwarden.dock.simulated;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for changes in a folder without looking at it all the time (inotify(7)). Where the folder
 * cannot be watched – it is gone, or the machine's inotify instances are used up – every {@link
 * #POLL} counts as a change.
 */
final class FolderWatch implements Closeable {
  static final Duration POLL = Duration.ofMillis(50);

  /** Who writes a file is given time to end, so that no half of it is read. */
  private static final Duration SETTLE = Duration.ofMillis(20);

  private final Path folder;
  private volatile @Nullable WatchService service;
  private @Nullable WatchKey key;
  private volatile boolean closed;

  FolderWatch(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns after a change, when the time is over, or after {@link #close}; one thread may wait.
   */
  void await(Duration longest) throws InterruptedException {
    WatchService open = service;
    if (open == null || key == null) {
      if (!register()) {
        Thread.sleep(longest.compareTo(POLL) < 0 ? longest : POLL);
      }
      return; // What came before the watch was there is seen by looking.
    }
    @Nullable WatchKey signalled;
    try {
      signalled = open.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ClosedWatchServiceException e) {
      return; // The dock ends.
    }
    if (signalled == null) {
      return;
    }
    Thread.sleep(SETTLE);
    signalled.pollEvents();
    if (!signalled.reset()) {
      key = null; // The folder is gone; another one may come in its place.
    }
  }

  private boolean register() {
    if (closed) {
      return false;
    }
    try {
      WatchService open = service;
      if (open == null) {
        open = folder.getFileSystem().newWatchService();
        service = open;
      }
      key =
          folder.register(
              open,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      return true;
    } catch (IOException | ClosedWatchServiceException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    WatchService open = service;
    if (open != null) {
      open.close();
    }
  }
}
