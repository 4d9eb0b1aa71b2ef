package org.dockwarden.gateway.intake;

import java.io.Closeable;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.gateway.upload.UploadId;

/** Who is changing which upload just now. The newest wins: it evicts the one before (P-10). */
final class Claims {
  /** The evicted one has to finish one write and one fsync; a disk may be slow. */
  private static final Duration EVICTION = Duration.ofSeconds(30);

  private final ConcurrentMap<UploadId, Claim> held = new ConcurrentHashMap<>();

  /** The right to change an upload, until closed. */
  final class Claim implements Closeable {
    private final UploadId upload;
    private final Runnable evict;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Claim(UploadId upload, Runnable evict) {
      this.upload = upload;
      this.evict = evict;
    }

    @Override
    public void close() {
      held.remove(upload, this);
      ended.countDown();
    }
  }

  /**
   * Waits until nobody else changes the upload; {@code evict} is run when somebody else wants it.
   */
  Claim claim(UploadId upload, Runnable evict) throws InterruptedIOException, EvidenceException {
    Claim mine = new Claim(upload, evict);
    long deadlineNanos = System.nanoTime() + EVICTION.toNanos();
    for (Claim other = held.putIfAbsent(upload, mine);
        other != null;
        other = held.putIfAbsent(upload, mine)) {
      other.evict.run();
      if (!isEnded(other, deadlineNanos - System.nanoTime())) {
        throw new EvidenceException(ErrorCode.UPLOAD_LOCKED, "upload " + upload + ": still in use");
      }
    }
    return mine;
  }

  private static boolean isEnded(Claim other, long nanos) throws InterruptedIOException {
    try {
      return other.ended.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
