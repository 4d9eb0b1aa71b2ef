package org.dockwarden.dock.uevent;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.dockwarden.dock.uevent.NetlinkSocket.Received;

/**
 * Uevents of USB devices and disks as hints. A message that cannot be understood, and an overflow,
 * count as a hint too: one scan too many costs nothing. If the socket fails while it is used, waits
 * last their time from then on and the failure is told.
 */
public final class NetlinkHints implements HintSource {
  /** Longest wait in the kernel, so that closing and interrupting take effect. */
  private static final int SLICE_MILLIS = 200;

  /** Messages taken in one go; a storm must not keep the waiter from scanning. */
  private static final int MAX_DRAINED = 1024;

  private final NetlinkSocket socket;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean closed;
  private boolean released;
  private volatile Optional<String> failure = Optional.empty();

  private NetlinkHints(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Uevents, or where they cannot be had a source that says so. */
  public static HintSource openOrDegraded() {
    try {
      return new NetlinkHints(NetlinkSocket.open());
    } catch (IOException | RuntimeException | LinkageError e) {
      return new NoHints(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!closed) {
      long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
      int slice = Math.clamp(leftMillis, 0, SLICE_MILLIS);
      if (failure.isPresent()) {
        Thread.sleep(slice);
      } else if (isHinted(slice)) {
        return true;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (leftMillis <= 0) {
        return false;
      }
    }
    return false;
  }

  private boolean isHinted(int timeoutMillis) {
    lock.lock();
    try {
      return !closed && socket.poll(timeoutMillis) && drain();
    } catch (IOException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
      return true; // Something may have been missed.
    } finally {
      lock.unlock();
    }
  }

  /** Takes what is there; true if any of it is a hint. */
  private boolean drain() throws IOException {
    boolean hinted = false;
    for (int taken = 0; taken < MAX_DRAINED; taken++) {
      switch (socket.receive()) {
        case Received.Nothing() -> {
          return hinted;
        }
        case Received.Message(byte[] bytes) ->
            hinted |= Uevent.parse(bytes).map(Uevent::isAboutCameras).orElse(true);
        case Received.Overflow() -> hinted = true;
        case Received.Foreign() -> {}
      }
    }
    return true;
  }

  @Override
  public List<String> degradations() {
    return failure
        .map(cause -> List.of("uevents: " + cause + " (scanning by time only)"))
        .orElse(List.of());
  }

  /** Waits for a wait in the kernel to end, at most {@value #SLICE_MILLIS} ms. */
  @Override
  public void close() throws IOException {
    closed = true;
    lock.lock();
    try {
      if (!released) {
        released = true;
        socket.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
