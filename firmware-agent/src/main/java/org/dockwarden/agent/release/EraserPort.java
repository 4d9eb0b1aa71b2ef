package org.dockwarden.agent.release;

import java.io.IOException;
import org.dockwarden.agent.eraser.EraseRequest;

/** Whoever erases: in production a process of its own. */
@FunctionalInterface
public interface EraserPort {
  /**
   * Asks for the files of one request.
   *
   * @throws IOException {@code release-failed} when it did not come to a single file
   */
  Erasure erase(EraseRequest request) throws IOException, InterruptedException;
}
