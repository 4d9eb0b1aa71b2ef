package org.dockwarden.dock.volume;

import java.io.IOException;

/**
 * Whether the camera that a volume was made for is still the one that is connected. Thread-safe.
 */
@FunctionalInterface
public interface Presence {
  /** A folder that nobody can unplug. */
  Presence ALWAYS = () -> true;

  /** False once it has left, or may have; throws where that cannot be told. */
  boolean isPresent() throws IOException;
}
