package org.dockwarden.agent.health.outbox;

import java.io.IOException;

/** A fixed number of files that grow at their end and are emptied. For one thread. */
interface Slots {
  int count();

  /** All of a slot; nothing if it was never used. */
  byte[] read(int slot) throws IOException;

  /** Part of a slot. */
  byte[] read(int slot, long offset, int length) throws IOException;

  /**
   * Writes behind {@code offset}, what lay there before is gone.
   *
   * @param isDurable whether it is on stable storage when this returns
   */
  void write(int slot, long offset, byte[] bytes, boolean isDurable) throws IOException;

  void empty(int slot) throws IOException;
}
