package org.dockwarden.agent.watchdog;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Something that has to get on.
 *
 * @param moved whether it got on since it was asked last; where it is stuck this may never return
 */
public record Watched(String name, BooleanSupplier moved) {
  /** A loop that counts its rounds: it has to have come round again. */
  public static Watched loop(String name, LongSupplier rounds) {
    return new Watched(name, new Advance(rounds));
  }

  /** Asked by one thread. */
  private static final class Advance implements BooleanSupplier {
    private final LongSupplier rounds;
    private long last = -1;

    Advance(LongSupplier rounds) {
      this.rounds = rounds;
    }

    @Override
    public boolean getAsBoolean() {
      long now = rounds.getAsLong();
      boolean hasMoved = now != last;
      last = now;
      return hasMoved;
    }
  }
}
