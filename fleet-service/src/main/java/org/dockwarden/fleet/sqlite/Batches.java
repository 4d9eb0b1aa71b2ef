package org.dockwarden.fleet.sqlite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows on their way to a database: a bounded queue, and a thread that writes them in groups. While
 * writing fails, rows wait and are tried again; what does not fit is lost and counted, and whoever
 * adds never waits.
 */
final class Batches<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

  /** A group that shares one fsync. */
  private static final int MAX_GROUP = 2_000;

  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ENDING = Duration.ofSeconds(10);

  /** Writes rows, all or none. */
  interface Sink<T> {
    void write(List<T> rows) throws IOException;
  }

  private final String name;
  private final BlockingQueue<T> queue;
  private final Sink<T> sink;
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread;
  private volatile String problem = "";
  private volatile boolean stopping;

  Batches(String name, int capacity, Sink<T> sink) {
    this.name = name;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.sink = sink;
    this.thread = Thread.ofPlatform().name(name + "-rows").start(this::run);
  }

  void add(T row) {
    if (!queue.offer(row)) {
      lost.incrementAndGet();
    }
  }

  int waiting() {
    return queue.size();
  }

  long lost() {
    return lost.get();
  }

  /** Why nothing is written; "" while all is well. */
  String problem() {
    return problem;
  }

  private void run() {
    try {
      while (!stopping || !queue.isEmpty()) {
        List<T> group = new ArrayList<>();
        T first = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          queue.drainTo(group, MAX_GROUP - 1);
          write(group);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<T> group) throws InterruptedException {
    while (true) {
      try {
        sink.write(group);
        problem = "";
        return;
      } catch (IOException e) {
        if (problem.isEmpty()) {
          LOG.warn("{}: {}", name, e.getMessage());
        }
        problem = String.valueOf(e.getMessage());
        if (stopping) {
          lost.addAndGet(group.size());
          return;
        }
        TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
      }
    }
  }

  /** Writes what waits, or gives it up when that fails. */
  @Override
  public void close() {
    stopping = true;
    try {
      if (!thread.join(ENDING)) {
        thread.interrupt();
        thread.join(ENDING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
