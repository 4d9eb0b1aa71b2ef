package org.dockwarden.gateway.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.health.Health.Level;
import org.dockwarden.gateway.health.Health.Subsystem;
import org.dockwarden.gateway.index.RecordingChanges;
import org.dockwarden.gateway.index.RecordingIndex;
import org.dockwarden.gateway.receipt.ReceiptIssuer;
import org.dockwarden.gateway.store.EvidenceStore;

/**
 * The workers of verification: a fixed few threads, a recording each. A recording that fails for
 * want of a disk or the like waits longer each time and stalls no other.
 */
public final class Verifier implements AutoCloseable {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
  private static final long STOP_SECONDS = 30;

  private final RecordingIndex index;
  private final Progress progress;
  private final Health health;
  private final Runnable receipted;
  private final ScheduledExecutorService workers;

  /** Waiting or being worked on; a recording is in here once at the most. */
  private final Set<RecordingId> known = new LinkedHashSet<>();

  /** Those of them that were submitted again while being worked on. */
  private final Set<RecordingId> again = new LinkedHashSet<>();

  private final Map<RecordingId, Integer> failures = new HashMap<>();

  /** Workers begin at once; {@code receipted} is run after each recording. */
  public Verifier(
      EvidenceStore store,
      RecordingIndex index,
      RecordingChanges changes,
      ReadBack readBack,
      ReceiptIssuer receipts,
      Health health,
      VerificationWatch watch,
      Runnable receipted,
      int threads) {
    this.index = index;
    this.progress = new Progress(store, index, changes, readBack, receipts, watch);
    this.health = health;
    this.receipted = receipted;
    this.workers =
        Executors.newScheduledThreadPool(
            threads, Thread.ofPlatform().name("verifier-", 0).factory());
  }

  /** Continues whatever a stop interrupted (I5). */
  public void resume() throws IOException {
    index.unfinished().forEach(this::submit);
  }

  /** Has a recording looked at soon. */
  public synchronized void submit(RecordingId recording) {
    if (workers.isShutdown()) {
      return; // The next start finds it in the index.
    }
    if (known.add(recording)) {
      workers.execute(() -> work(recording));
    } else {
      again.add(recording);
    }
  }

  /** How many recordings wait or are worked on. */
  public synchronized int pending() {
    return known.size();
  }

  private void work(RecordingId recording) {
    try {
      progress.advance(recording);
      health.clear(Subsystem.VERIFICATION, recording.brief());
      finished(recording);
      receipted.run();
    } catch (IOException | RuntimeException e) {
      if (!workers.isShutdown()) {
        health.report(
            Subsystem.VERIFICATION,
            recording.brief(),
            Level.DEGRADED,
            e.getClass().getSimpleName() + ": " + e.getMessage());
        retry(recording);
      }
    }
  }

  private synchronized void finished(RecordingId recording) {
    known.remove(recording);
    failures.remove(recording);
    if (again.remove(recording)) {
      submit(recording);
    }
  }

  private synchronized void retry(RecordingId recording) {
    int count = failures.merge(recording, 1, Integer::sum);
    long seconds =
        Math.min(LONGEST_RETRY.toSeconds(), FIRST_RETRY.toSeconds() << Math.min(count - 1, 10));
    var _ = workers.schedule(() -> work(recording), seconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        health.report(Subsystem.VERIFICATION, "stop", Level.NOTICE, "still working");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
