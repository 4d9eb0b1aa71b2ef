package org.dockwarden.demo.running;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All children of one demo. A guard ends them when the demo is killed; and their process ids and
 * start times are noted in a file, so that the next demo finds and ends what even then is left.
 * Thread-safe.
 */
public final class Children implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration POLL = Duration.ofMillis(20);

  private final Path notes;
  private final List<ChildProcess> children = new CopyOnWriteArrayList<>();
  private final Guard guard;
  private volatile boolean closing;
  private boolean closed;

  /** Ends what an earlier demo of the same data folder left running. */
  public Children(Path notes) throws IOException {
    this.notes = notes;
    endOrphans();
    this.guard = Guard.start();
  }

  /** Starts one more; the one that was started last is asked to end first. */
  public synchronized ChildProcess start(String name, List<String> command, Path folder, Path log)
      throws IOException {
    if (closing) {
      throw new IOException(name + ": not started, the demo is ending");
    }
    ChildProcess child = ChildProcess.start(name, command, folder, log);
    children.add(child);
    guard.watch(child.handle());
    writeNotes();
    return child;
  }

  /** The first child that ended by itself, if one did. */
  public Optional<ChildProcess> firstDead() {
    return children.stream().filter(child -> !child.isAlive()).findFirst();
  }

  /** Whether {@link #close} has begun, so that an ended child is no surprise. */
  public boolean isClosing() {
    return closing;
  }

  /**
   * Ends all, and returns when all have ended; the first to be started, which the others talk to,
   * is the last to go.
   */
  @Override
  public synchronized void close() {
    closing = true;
    if (closed) {
      return;
    }
    try {
      int firstToGo = Math.min(1, children.size());
      end(children.subList(firstToGo, children.size()));
      end(children.subList(0, firstToGo));
      guard.close();
      Files.deleteIfExists(notes);
      closed = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(List<ChildProcess> some) throws InterruptedException {
    some.forEach(ChildProcess::terminate);
    for (ChildProcess child : some) {
      child.awaitEnd(PATIENCE);
    }
  }

  private void writeNotes() throws IOException {
    List<String> lines = new ArrayList<>();
    for (ChildProcess child : children) {
      lines.add(child.handle().pid() + " " + startOf(child.handle()));
    }
    Files.write(notes, lines);
  }

  private void endOrphans() throws IOException {
    if (!Files.exists(notes)) {
      return;
    }
    List<ProcessHandle> orphans = new ArrayList<>();
    for (String line : Files.readAllLines(notes)) {
      String[] parts = line.split(" ", 2);
      if (parts.length == 2 && parts[0].matches("\\d{1,10}")) {
        // A process id may have been given to another since: the start time tells.
        ProcessHandle.of(Long.parseLong(parts[0]))
            .filter(process -> startOf(process).equals(parts[1]))
            .ifPresent(orphans::add);
      }
    }
    endAll(orphans);
    Files.delete(notes);
  }

  /** Asks often: the handle's own way to wait for another's child sleeps for up to 5 s. */
  private static void endAll(List<ProcessHandle> orphans) throws IOException {
    orphans.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (orphans.stream().anyMatch(ProcessHandle::isAlive)) {
        if (System.nanoTime() > deadline) {
          orphans.forEach(ProcessHandle::destroyForcibly);
          return;
        }
        Thread.sleep(POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an earlier demo's processes ended");
    }
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
