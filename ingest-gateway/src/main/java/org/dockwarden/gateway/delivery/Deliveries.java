package org.dockwarden.gateway.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.gateway.attribution.AttributionPapers;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.health.Health.Level;
import org.dockwarden.gateway.health.Health.Subsystem;
import org.dockwarden.gateway.index.Delivery;
import org.dockwarden.gateway.index.DeliveryIndex;
import org.dockwarden.gateway.index.RecordingChanges;
import org.dockwarden.gateway.index.RecordingIndex;
import org.dockwarden.gateway.receipt.ReceiptIssuer;
import org.dockwarden.gateway.store.EvidenceStore;
import org.dockwarden.gateway.verify.ReadBack;

/**
 * Drives every delivery through one connector. One thread looks for deliveries that are due; a few
 * at a time are stepped, each on its own thread; each has its own retry time.
 */
public final class Deliveries implements AutoCloseable {
  /** Deliveries stepped at a time: opening and digesting keeps a core busy. */
  private static final int PARALLEL = 4;

  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration TICK_WHEN_MANY = Duration.ofSeconds(2);
  private static final int MANY = 1000;
  private static final long STOP_SECONDS = 30;

  private final DeliveryIndex index;
  private final RecordingChanges changes;
  private final DeliverySteps steps;
  private final Health health;
  private final InstantSource clock;
  private final Semaphore parallel = new Semaphore(PARALLEL);
  private final Semaphore wake = new Semaphore(0);
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("delivery-", 0).factory());
  private final Thread thread;

  /** When each is due again, and how often it failed; those not in here are due now. */
  private final Map<RecordingId, Schedule> schedules = new HashMap<>();

  private volatile boolean stopping;

  private record Schedule(Instant due, int failures, boolean running) {}

  public Deliveries(
      Connector connector,
      EvidenceStore store,
      ReadBack readBack,
      RecordingIndex recordings,
      DeliveryIndex index,
      RecordingChanges changes,
      ReceiptIssuer receipts,
      Function<RecordingId, Optional<AttributionPapers>> attributions,
      Health health,
      InstantSource clock)
      throws IOException {
    connector.recover();
    this.index = index;
    this.changes = changes;
    this.health = health;
    this.clock = clock;
    this.steps =
        new DeliverySteps(connector, store, readBack, recordings, index, receipts, attributions);
    this.thread = Thread.ofPlatform().name("deliveries").start(this::run);
  }

  /** Something new may be due. */
  public void wake() {
    wake.release();
  }

  private void run() {
    while (!stopping) {
      try {
        List<Delivery> undelivered = index.undelivered();
        health.clear(Subsystem.DELIVERY, "index");
        forgetAllBut(undelivered);
        for (Delivery delivery : undelivered) {
          startIfDue(delivery);
        }
        Duration tick = undelivered.size() > MANY ? TICK_WHEN_MANY : TICK;
        var _ = wake.tryAcquire(tick.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | RuntimeException e) {
        pauseAfter(e);
      }
    }
  }

  private void pauseAfter(Exception e) {
    if (!stopping) {
      health.report(Subsystem.DELIVERY, "index", Level.DEGRADED, String.valueOf(e.getMessage()));
      try {
        var _ = wake.tryAcquire(TICK_WHEN_MANY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        stopping = true;
      }
    }
  }

  private void startIfDue(Delivery delivery) throws InterruptedException {
    if (stopping || !isDue(delivery.recording())) {
      return;
    }
    parallel.acquire();
    var _ =
        workers.submit(
            () -> {
              try {
                work(delivery);
              } finally {
                parallel.release();
              }
            });
  }

  private synchronized boolean isDue(RecordingId recording) {
    Schedule now = schedules.getOrDefault(recording, new Schedule(Instant.MIN, 0, false));
    if (now.running() || clock.instant().isBefore(now.due())) {
      return false;
    }
    schedules.put(recording, new Schedule(now.due(), now.failures(), true));
    return true;
  }

  private synchronized void forgetAllBut(List<Delivery> undelivered) {
    Set<RecordingId> kept = Set.copyOf(undelivered.stream().map(Delivery::recording).toList());
    schedules.entrySet().removeIf(it -> !it.getValue().running() && !kept.contains(it.getKey()));
  }

  private void work(Delivery delivery) {
    RecordingId id = delivery.recording();
    try {
      while (steps.step(index.delivery(id).orElseThrow())) {
        changes.changed(id);
      }
      showHealth(id);
      schedule(id, 0, Pace.afterWaiting(Duration.between(delivery.createdAt(), clock.instant())));
    } catch (IOException | RuntimeException e) {
      if (!stopping) {
        int failures = fail(id, e);
        schedule(id, failures, Pace.afterFailures(failures));
      }
    }
  }

  private void showHealth(RecordingId id) throws IOException {
    Optional<ErrorCode> error = index.delivery(id).flatMap(Delivery::error);
    if (error.isPresent()) {
      health.report(Subsystem.DELIVERY, id.brief(), Level.DEGRADED, error.get().code());
      changes.changed(id);
    } else {
      health.clear(Subsystem.DELIVERY, id.brief());
    }
  }

  private int fail(RecordingId id, Exception failure) {
    String detail = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    ErrorCode code =
        failure instanceof EvidenceException known ? known.code() : ErrorCode.DELIVERY_UNAVAILABLE;
    health.report(Subsystem.DELIVERY, id.brief(), Level.DEGRADED, detail);
    try {
      index.stalled(id, code, detail);
      changes.changed(id);
    } catch (IOException e) {
      failure.addSuppressed(e); // Health has it; the next try writes it.
    }
    return failuresOf(id) + 1;
  }

  private synchronized int failuresOf(RecordingId id) {
    Schedule schedule = schedules.get(id);
    return schedule == null ? 0 : schedule.failures();
  }

  private synchronized void schedule(RecordingId id, int failures, Duration after) {
    schedules.put(id, new Schedule(clock.instant().plus(after), failures, false));
  }

  @Override
  public void close() {
    stopping = true;
    wake.release();
    try {
      thread.join(Duration.ofSeconds(STOP_SECONDS));
      workers.shutdown();
      if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
