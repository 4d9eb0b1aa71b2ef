package org.dockwarden.agent.memory;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the garbage once after each time of work, and each hour without any. The heap grew with
 * the work, and the serial collector makes it smaller in whole collections only, of which a dock at
 * rest needs none for hours, and which make it larger, too. The collection stops every thread for
 * some ten milliseconds: nobody waits for it then.
 */
public final class Tidying implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

  /** Between two looks. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** No file is between two others for that long. */
  static final Duration QUIET = Duration.ofSeconds(30);

  static final Duration AGAIN = Duration.ofHours(1);

  private final LongSupplier moved;
  private final Runnable collect;
  private final LongSupplier nanoTime;
  private final Thread thread = Thread.ofVirtual().name("tidying").unstarted(this::work);
  private long last;
  private long sinceNanos;
  private boolean tidied;
  private long tidiedNanos;

  /**
   * @param moved another number than before whenever there was work
   * @param collect collects all garbage
   * @param nanoTime as {@link System#nanoTime}
   */
  public Tidying(LongSupplier moved, Runnable collect, LongSupplier nanoTime) {
    this.moved = moved;
    this.collect = collect;
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

  /** Looks once, and collects if it is time. */
  void look() {
    long now = moved.getAsLong();
    long nanos = nanoTime.getAsLong();
    if (now != last) {
      last = now;
      sinceNanos = nanos;
      tidied = false;
    } else if (tidied
        ? nanos - tidiedNanos >= AGAIN.toNanos()
        : nanos - sinceNanos >= QUIET.toNanos()) {
      tidied = true;
      tidiedNanos = nanos;
      collect.run();
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
