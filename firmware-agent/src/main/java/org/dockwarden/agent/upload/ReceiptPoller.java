package org.dockwarden.agent.upload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dockwarden.agent.journal.ExpectedReceipt;
import org.dockwarden.agent.journal.ReceiptJournal;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.journal.RecordingProgress;
import org.dockwarden.agent.upload.GatewayWatch.Talk;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the gateway for the receipts that are missing, many recordings at a time (P-21), verifies
 * each and journals it. Soon after something happened it asks often, then less and less.
 */
public final class ReceiptPoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptPoller.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  /** A fifth of what a query may ask for (P-21), so that an answer stays small in memory. */
  private static final int BATCH = 100;

  private final GatewayClient gateway;
  private final RecordingJournal recordings;
  private final ReceiptJournal receipts;
  private final ReceiptCheck check;
  private final Stage required;
  private final GatewayWatch watch;
  private final Runnable progressed;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean closing;
  private boolean untrusted; // A receipt of this round could not be judged; the thread's own.
  private final Thread thread = Thread.ofVirtual().name("receipts").unstarted(this::work);

  /**
   * @param required the stage that the release policy asks for
   * @param progressed called when a receipt was journaled or a recording stopped
   */
  public ReceiptPoller(
      GatewayClient gateway,
      RecordingJournal recordings,
      ReceiptJournal receipts,
      ReceiptCheck check,
      Stage required,
      GatewayWatch watch,
      Runnable progressed) {
    this.gateway = gateway;
    this.recordings = recordings;
    this.receipts = receipts;
    this.check = check;
    this.required = required;
    this.watch = watch;
    this.progressed = progressed;
  }

  /** Begins to ask. */
  public void start() {
    thread.start();
  }

  /** Something was committed: ask soon. */
  public void wake() {
    wake.release();
  }

  private void work() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!closing) {
      try {
        boolean progress = poll();
        boolean woken = wake.tryAcquire(progress ? 0 : pause, TimeUnit.MILLISECONDS);
        wake.drainPermits();
        pause = progress || woken ? FIRST_PAUSE_MILLIS : longer(pause);
        if (progress) {
          Thread.sleep(Duration.ofMillis(FIRST_PAUSE_MILLIS));
        }
      } catch (InterruptedException e) {
        return; // close() interrupts.
      } catch (IOException | RuntimeException e) {
        if (closing) {
          return; // The interrupt ended a wait for the journal.
        }
        LOG.error("receipts: {}", e.getMessage(), e);
        pause = LONGEST_PAUSE_MILLIS;
        awaitQuietly(pause);
      }
    }
  }

  /** A quarter more: a receipt is fetched within a quarter of the time that it took. */
  private static long longer(long pauseMillis) {
    return Math.min(LONGEST_PAUSE_MILLIS, pauseMillis + pauseMillis / 4);
  }

  private void awaitQuietly(long millis) {
    try {
      boolean woken = wake.tryAcquire(millis, TimeUnit.MILLISECONDS);
      LOG.debug("receipts: woken {}", woken);
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  /** One round over everything that waits; returns whether anything came of it. */
  boolean poll() throws IOException, InterruptedException {
    boolean progress = false;
    Optional<RecordingId> after = Optional.empty();
    untrusted = false;
    while (true) {
      List<ExpectedReceipt> waiting = receipts.awaiting(required, after, BATCH);
      if (waiting.isEmpty()) {
        return progress;
      }
      try {
        progress |= ask(waiting);
        if (!untrusted) {
          watch.succeeded(Talk.RECEIPTS);
        }
      } catch (GatewayException e) {
        watch.failed(Talk.RECEIPTS, e.code(), e);
        return progress;
      }
      after = Optional.of(waiting.getLast().id());
    }
  }

  private boolean ask(List<ExpectedReceipt> waiting) throws IOException, InterruptedException {
    Map<RecordingId, RecordingStatus> statuses =
        gateway.query(waiting.stream().map(ExpectedReceipt::id).toList()).stream()
            .collect(
                Collectors.toMap(
                    RecordingStatus::recording, Function.identity(), (first, _) -> first));
    boolean progress = false;
    for (ExpectedReceipt expected : waiting) {
      RecordingStatus status = statuses.get(expected.id());
      if (status == null) {
        LOG.warn("recording {}: the gateway does not know it any more", expected.id());
        receipts.lost(expected.id());
        progress = true;
      } else {
        progress |= take(expected, status);
      }
    }
    if (progress) {
      progressed.run();
    }
    return progress;
  }

  private boolean take(ExpectedReceipt expected, RecordingStatus status) throws IOException {
    if (status.state() == RecordingState.QUARANTINED) {
      stop(expected, status.error().orElse(ErrorCode.RECEIPT_MISMATCH), "by the gateway");
      return true;
    }
    boolean progress = false;
    for (SignedDocument signed : status.receipts()) {
      progress |= take(expected, signed);
    }
    return progress;
  }

  private boolean take(ExpectedReceipt expected, SignedDocument signed) throws IOException {
    try {
      Receipt receipt = check.verify(signed, expected);
      boolean isNew =
          receipt.stage() == Stage.DELIVERED || expected.state() == RecordingProgress.COMMITTED;
      if (isNew) {
        receipts.keep(expected.id(), receipt.stage(), signed);
        LOG.info("recording {} {}", expected.id(), receipt.stage().text());
      }
      return isNew;
    } catch (EvidenceException e) {
      return refuse(expected, e);
    }
  }

  /** A receipt that does not hold erases nothing; what it means is its reaction's to say. */
  private boolean refuse(ExpectedReceipt expected, EvidenceException e) throws IOException {
    switch (e.code().reaction()) {
      case RETRY, RESYNC, OPERATOR -> {
        untrusted = true;
        watch.failed(Talk.RECEIPTS, e.code(), e);
        return false;
      }
      case REJECT -> stop(expected, ErrorCode.RECEIPT_MISMATCH, String.valueOf(e.getMessage()));
      case QUARANTINE -> stop(expected, e.code(), String.valueOf(e.getMessage()));
    }
    return true;
  }

  private void stop(ExpectedReceipt expected, ErrorCode code, String detail) throws IOException {
    LOG.error("recording {} quarantined, {}: {}", expected.id(), code.code(), detail);
    recordings.stop(expected.id(), RecordingProgress.QUARANTINED, code);
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
