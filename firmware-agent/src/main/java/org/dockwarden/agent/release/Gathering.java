package org.dockwarden.agent.release;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Holds back the files of one docking that may go until the others may too, but never for longer
 * than {@link #LONGEST}: each run of the eraser is a process of its own. Used by one thread.
 */
public final class Gathering {
  /** A person who waits for a green light hardly notices; most dockings are receipted within it. */
  static final Duration LONGEST = Duration.ofSeconds(2);

  /** An eraser that fails rests this long, then twice as long: on a slow board each try costs. */
  static final Duration FIRST_REST = Duration.ofSeconds(5);

  private static final int MOST_DOUBLINGS = 5;

  private final LongSupplier nanoTime;
  private boolean begun;
  private long begunNanos;
  private int failures;
  private long failedNanos;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public Gathering(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Something may go from now on; the same again does not begin anew. */
  void begin() {
    if (!begun) {
      begun = true;
      begunNanos = nanoTime.getAsLong();
    }
  }

  /** Whether what was gathered has waited for long enough. */
  boolean isOver() {
    return begun && nanoTime.getAsLong() - begunNanos >= LONGEST.toNanos();
  }

  /** What was gathered has gone. */
  void end() {
    begun = false;
    failures = 0;
  }

  /** The eraser could not be had, or broke off. */
  void failed() {
    begun = false;
    failures++;
    failedNanos = nanoTime.getAsLong();
  }

  /** Whether the eraser failed, and it is too early to ask it again. */
  public boolean isResting() {
    return failures > 0 && nanoTime.getAsLong() - failedNanos < rest().toNanos();
  }

  private Duration rest() {
    return FIRST_REST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
  }

  /**
   * How long to wait at the most before asking the releaser again, and never beyond {@code most}.
   */
  public Duration pause(Duration most) {
    if (!begun) {
      return most;
    }
    Duration left = LONGEST.minusNanos(nanoTime.getAsLong() - begunNanos);
    return left.isPositive() && left.compareTo(most) < 0 ? left : most;
  }
}
