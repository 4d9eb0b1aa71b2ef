package org.dockwarden.agent.display.forecast;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How fast a counter rises: its mean over the last {@link #MEMORY} or so, what is older weighs
 * less. Both the amount and the time that it took fade alike (an exponentially weighted mean of a
 * rate), so that the figure is right from the beginning and does not jump with each piece.
 */
final class Rate {
  private static final Duration MEMORY = Duration.ofSeconds(30);

  /** Before so much time was seen a mean says nothing. */
  private static final Duration ENOUGH = Duration.ofSeconds(3);

  /** A counter that has not moved for so long has stopped: pieces come more often than this. */
  private static final Duration STOPPED = Duration.ofSeconds(15);

  private double amount;
  private double seconds;
  private long last = -1;
  private long lastNanos;
  private long movedNanos;

  /** The counter now; one that is lower than before is another counter. */
  void sample(long counter, long nanoTime) {
    if (last < 0 || counter < last) {
      begin(counter, nanoTime);
      return;
    }
    double elapsed = (nanoTime - lastNanos) / 1e9;
    if (elapsed <= 0) {
      return;
    }
    if (counter > last) {
      movedNanos = nanoTime;
    }
    double fading = Math.exp(-elapsed / MEMORY.toSeconds());
    amount = amount * fading + (counter - last);
    seconds = seconds * fading + elapsed;
    last = counter;
    lastNanos = nanoTime;
  }

  private void begin(long counter, long nanoTime) {
    amount = 0;
    seconds = 0;
    last = counter;
    lastNanos = nanoTime;
    movedNanos = nanoTime;
  }

  /** As if nothing had been counted yet. */
  void reset() {
    last = -1;
    amount = 0;
    seconds = 0;
  }

  /** Whether it has not moved for so long that it has stopped. */
  boolean isStopped() {
    return last >= 0 && lastNanos - movedNanos >= STOPPED.toNanos();
  }

  /** What it rises by in a second; empty before enough was seen, and when it has stopped. */
  OptionalDouble perSecond() {
    return seconds < ENOUGH.toSeconds() || amount <= 0 || isStopped()
        ? OptionalDouble.empty()
        : OptionalDouble.of(amount / seconds);
  }
}
