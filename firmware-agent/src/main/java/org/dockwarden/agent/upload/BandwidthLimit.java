package org.dockwarden.agent.upload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A token bucket that all uploads share; holds at most one second's worth. Each taker books its
 * bytes at once and then waits until they are due, so that takers pass in order. Thread-safe.
 */
public final class BandwidthLimit {
  /** So that a change of the schedule is seen within this time, whatever was booked. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Between two looks whether a pause has ended. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final long NANOS = 1_000_000_000L;

  private final BandwidthSchedule schedule;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private long dueNanos;
  private long takenBytes;
  private Instant pausedUntil = Instant.MIN;
  private long ordered;
  private Instant orderedUntil = Instant.MIN;

  public BandwidthLimit(BandwidthSchedule schedule, InstantSource clock, LongSupplier nanoTime) {
    this.schedule = schedule;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.dueNanos = nanoTime.getAsLong();
  }

  /** All bytes that were ever taken; for rates. */
  public long takenBytes() {
    lock.lock();
    try {
      return takenBytes;
    } finally {
      lock.unlock();
    }
  }

  /** No chunk begins until then. One that has begun ends: a gateway breaks off silent bodies. */
  public void pauseUntil(Instant until) {
    lock.lock();
    try {
      pausedUntil = until;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Another limit than the schedule's until then.
   *
   * @param limit bytes a second, 0 for none
   */
  public void order(long limit, Instant until) {
    lock.lock();
    try {
      ordered = limit;
      orderedUntil = until;
    } finally {
      lock.unlock();
    }
  }

  /** The limit in force now, 0 for none. */
  public long bytesPerSecond() {
    lock.lock();
    try {
      Instant now = clock.instant();
      return now.isBefore(orderedUntil)
          ? ordered
          : schedule.limitAt(now.atZone(ZoneId.systemDefault()));
    } finally {
      lock.unlock();
    }
  }

  /** Waits as long as uploads are paused. */
  void awaitBegin() throws InterruptedException {
    while (isPaused()) {
      Thread.sleep(PAUSE);
    }
  }

  private boolean isPaused() {
    return pausedUntil().isPresent();
  }

  /** Until when uploads are paused now. */
  public Optional<Instant> pausedUntil() {
    lock.lock();
    try {
      return clock.instant().isBefore(pausedUntil) ? Optional.of(pausedUntil) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until these bytes may be sent. */
  public void take(int bytes) throws InterruptedException {
    long waitNanos = book(bytes);
    if (waitNanos > 0) {
      Thread.sleep(Duration.ofNanos(Math.min(waitNanos, LONGEST_WAIT.toNanos())));
    }
  }

  /** Books the bytes; returns how long to wait before they may be sent. */
  long book(int bytes) {
    lock.lock();
    try {
      takenBytes += bytes;
      long now = nanoTime.getAsLong();
      long limit = bytesPerSecond();
      if (limit == 0) {
        dueNanos = now;
        return 0;
      }
      dueNanos = Math.max(dueNanos, now - NANOS) + bytes * NANOS / limit;
      return Math.max(0, dueNanos - now);
    } finally {
      lock.unlock();
    }
  }
}
