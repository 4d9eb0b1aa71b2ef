package org.dockwarden.agent.health.outbox;

import java.io.IOException;

/** The files of an outbox in memory: they outlive what opens them, and cost no fsync. */
public final class MemoryOutbox {
  private static final int SLOTS = 16;

  private final FaultySlots slots = new FaultySlots(SLOTS, Integer.MAX_VALUE);
  private final long bound;

  public MemoryOutbox(long bound) {
    this.bound = bound;
  }

  /** What is in it waits to be sent. */
  public Outbox open() throws IOException {
    return new Outbox(slots, bound);
  }
}
