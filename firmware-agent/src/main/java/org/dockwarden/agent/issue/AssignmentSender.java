package org.dockwarden.agent.issue;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dockwarden.agent.journal.AssignmentJournal;
import org.dockwarden.agent.upload.GatewayClient;
import org.dockwarden.agent.upload.GatewayException;
import org.dockwarden.agent.upload.GatewayWatch;
import org.dockwarden.agent.upload.GatewayWatch.Talk;
import org.dockwarden.agent.upload.PaperRenewal;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends assignment events to the gateway, one at a time, in order (A-5, P-25). */
final class AssignmentSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AssignmentSender.class);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final AssignmentJournal journal;
  private final GatewayClient gateway;
  private final GatewayWatch watch;
  private final DocumentSigner signer;
  private final InstantSource clock;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("assignments").unstarted(this::work);
  private volatile boolean closing;

  AssignmentSender(
      AssignmentJournal journal,
      GatewayClient gateway,
      GatewayWatch watch,
      DocumentSigner signer,
      InstantSource clock) {
    this.journal = journal;
    this.gateway = gateway;
    this.watch = watch;
    this.signer = signer;
    this.clock = clock;
  }

  void start() {
    thread.start();
  }

  /** Something was journaled. */
  void wake() {
    wake.release();
  }

  private void work() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!closing) {
      try {
        boolean sentAll = sendAll();
        pause = sentAll ? FIRST_PAUSE_MILLIS : Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
        boolean woken =
            wake.tryAcquire(sentAll ? LONGEST_PAUSE_MILLIS : pause, TimeUnit.MILLISECONDS);
        LOG.debug("assignments: woken {}", woken);
        wake.drainPermits();
      } catch (InterruptedException e) {
        return; // close() interrupts.
      }
    }
  }

  /** Sends until nothing waits; false when something stands in the way. */
  private boolean sendAll() throws InterruptedException {
    try {
      Optional<AssignmentJournal.Waiting> next = journal.next();
      while (next.isPresent()) {
        if (!send(next.get())) {
          return false;
        }
        next = journal.next();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      if (!closing) {
        LOG.error("assignments: {}", e.toString(), e);
      }
      return false;
    }
  }

  private boolean send(AssignmentJournal.Waiting event) throws IOException, InterruptedException {
    try {
      gateway.assign(signed(event.paper()));
      watch.succeeded(Talk.ASSIGNMENTS);
      journal.acknowledged(event.sequence());
      return true;
    } catch (GatewayException e) {
      return switch (e.code().reaction()) {
        case RETRY, RESYNC, OPERATOR -> {
          watch.failed(Talk.ASSIGNMENTS, e.code(), e);
          yield false;
        }
        case REJECT, QUARANTINE -> {
          LOG.error("assignment event {} refused: {}", event.sequence(), e.getMessage());
          journal.refused(event.sequence(), e.code());
          yield true;
        }
      };
    }
  }

  /** A dock that was enrolled anew signs again what still waits; the event stays as it is. */
  private SignedDocument signed(SignedDocument paper) throws IOException {
    return PaperRenewal.isSignedBy(paper, signer)
        ? paper
        : signer.sign(paper.document(), clock.instant());
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
