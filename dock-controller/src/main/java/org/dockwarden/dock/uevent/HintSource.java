package org.dockwarden.dock.uevent;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Something that tells when devices may have come or gone. One waiter at a time. */
public interface HintSource extends AutoCloseable {
  /**
   * Waits for a hint and takes all that are there; false after {@code timeout} without one. Returns
   * within a fraction of a second when the source is closed or the thread is interrupted.
   */
  boolean await(Duration timeout) throws InterruptedException;

  /** Why hints do not arrive, one line each; empty if they do. */
  List<String> degradations();

  @Override
  void close() throws IOException;
}
