package org.dockwarden.agent.health;

import java.io.IOException;

/** Counts connections, across restarts, from 0 (H-7). */
@FunctionalInterface
public interface Numbering {
  /** The next number, durable when this returns. */
  long next() throws IOException;
}
