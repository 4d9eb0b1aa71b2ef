package org.dockwarden.agent.memory;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the heap large when work begins, small once it is over, and collects each hour of rest. The
 * serial collector changes the size in whole collections only, of which a dock at rest needs none
 * for hours. A collection stops every thread for some ten milliseconds.
 */
public final class Tidying implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

  /** Between two looks. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** No file is between two others for that long. */
  static final Duration QUIET = Duration.ofSeconds(30);

  static final Duration AGAIN = Duration.ofHours(1);

  private final LongSupplier moved;
  private final Runnable grow;
  private final Runnable shrink;
  private final LongSupplier nanoTime;
  private final Thread thread = Thread.ofVirtual().name("tidying").unstarted(this::work);
  private long last;
  private long sinceNanos;
  private boolean tidied;
  private boolean isLarge;
  private long tidiedNanos;

  /**
   * @param moved another number than before whenever there was work
   * @param grow takes memory for work
   * @param shrink gives it back
   * @param nanoTime as {@link System#nanoTime}
   */
  public Tidying(LongSupplier moved, Runnable grow, Runnable shrink, LongSupplier nanoTime) {
    this.moved = moved;
    this.grow = grow;
    this.shrink = shrink;
    this.nanoTime = nanoTime;
    this.sinceNanos = nanoTime.getAsLong();
  }

  /** Begins to look. */
  public void start() {
    thread.start();
  }

  private void work() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("tidying ends"); // close() interrupts.
    }
  }

  /** Looks once, and grows or shrinks if it is time. */
  void look() {
    long now = moved.getAsLong();
    long nanos = nanoTime.getAsLong();
    if (now != last) {
      last = now;
      sinceNanos = nanos;
      tidied = false;
      if (!isLarge) {
        isLarge = true;
        grow.run();
      }
    } else if (tidied
        ? nanos - tidiedNanos >= AGAIN.toNanos()
        : nanos - sinceNanos >= QUIET.toNanos()) {
      tidied = true;
      tidiedNanos = nanos;
      isLarge = false;
      shrink.run();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
