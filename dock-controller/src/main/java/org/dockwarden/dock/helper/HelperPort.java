package org.dockwarden.dock.helper;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A privileged helper. Thread-safe: each request is on its own. */
public interface HelperPort {
  /** Most bytes of an output; a helper that says more is broken. */
  int MAX_OUTPUT_BYTES = 16 * 1024;

  /**
   * Asks, and waits for the answer.
   *
   * @param arguments words of printable ASCII without spaces, 512 bytes together at the most;
   *     anything else is an {@link IllegalArgumentException}
   * @param limit longest wait for the whole answer
   * @throws HelperSilentException when there is no complete answer in time: what it has done by
   *     then is not known
   * @throws IOException when there is no helper
   */
  HelperAnswer ask(List<String> arguments, Duration limit) throws IOException;
}
