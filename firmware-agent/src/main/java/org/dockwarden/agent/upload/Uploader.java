package org.dockwarden.agent.upload;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.dockwarden.agent.journal.QueuedRecording;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.journal.RecordingProgress;
import org.dockwarden.agent.spool.GrowingObject;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.upload.GatewayWatch.Talk;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.error.Reaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads what the journal queues, and follows objects that are still being sealed where no
 * complete one waits. A fixed number of virtual threads, each with one object at a time. What the
 * journal says is enough to go on after a crash.
 */
public final class Uploader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(2);
  private static final Duration OPERATOR_RETRY = Duration.ofMinutes(1);
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** How often the two sides may disagree about one object in a row before the dock backs off. */
  private static final int MAX_RESYNCS = 3;

  private final TusClient tus;
  private final GatewayClient gateway;
  private final RecordingJournal journal;
  private final Transfer transfer;
  private final UploadClaims claims;
  private final Orphans orphans;
  private final GatewayWatch watch;
  private final Runnable committed;
  private final RandomGenerator random;
  private final List<Thread> workers = new ArrayList<>();
  private volatile boolean closing;

  /**
   * @param committed called after each accepted manifest
   */
  public Uploader(
      TusClient tus,
      GatewayClient gateway,
      RecordingJournal journal,
      Spool spool,
      BandwidthLimit limit,
      GatewayWatch watch,
      RandomGenerator random,
      Runnable committed) {
    this.tus = tus;
    this.gateway = gateway;
    this.journal = journal;
    this.transfer = new Transfer(tus, limit, new ChunkSize());
    this.claims = new UploadClaims(journal, spool);
    this.orphans = new Orphans(tus, journal, spool, claims);
    this.watch = watch;
    this.random = random;
    this.committed = committed;
  }

  /** Begins to upload with so many objects at a time. */
  public void start(int parallel) {
    for (int number = 1; number <= parallel; number++) {
      workers.add(Thread.ofVirtual().name("upload-" + number).start(this::work));
    }
  }

  /** An object begins to grow; its upload may begin. */
  public void follow(GrowingObject growing) {
    claims.follow(growing);
  }

  /** The object has become a recording's, or was given up. */
  public void unfollow(GrowingObject growing) {
    claims.unfollow(growing);
  }

  private void work() {
    Backoff backoff = new Backoff(random, LONGEST_RETRY);
    while (!closing) {
      try {
        Optional<UploadSource> source = claims.claim();
        if (source.isPresent()) {
          attempt(source.get(), backoff);
        } else {
          orphans.sweep();
          claims.await(IDLE);
        }
      } catch (InterruptedException e) {
        return; // close() interrupts the workers.
      } catch (IOException | RuntimeException e) {
        if (closing) {
          return; // The interrupt closed a channel, or a wait for the journal.
        }
        LOG.error("upload: {}", e.getMessage(), e);
        pauseQuietly(backoff.next(Optional.empty()));
      }
    }
  }

  private void pauseQuietly(Duration pause) {
    try {
      claims.pause(pause);
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  private void attempt(UploadSource source, Backoff backoff)
      throws IOException, InterruptedException {
    int resyncs = 0;
    try {
      while (true) {
        try {
          upload(source);
          backoff.reset();
          watch.succeeded(Talk.UPLOADS);
          return;
        } catch (GatewayException e) {
          resyncs++;
          if (e.code().reaction() != Reaction.RESYNC || resyncs > MAX_RESYNCS) {
            react(source, e.code(), e, e.retryAfter(), backoff);
            return;
          }
          resync(source, e.code());
        } catch (EvidenceException e) {
          react(source, e.code(), e, Optional.empty(), backoff);
          return;
        } catch (IOException e) {
          if (closing) {
            throw e; // The interrupt closed a channel.
          }
          // The disk's: this object waits, so that it does not hold the others.
          react(source, ErrorCode.SPOOL_FAILED, e, Optional.empty(), backoff);
          return;
        }
      }
    } finally {
      claims.release(source.object());
    }
  }

  /** E-1: what follows an error is decided by its reaction alone. */
  private void react(
      UploadSource source,
      ErrorCode code,
      IOException failure,
      Optional<Duration> retryAfter,
      Backoff backoff)
      throws IOException, InterruptedException {
    watch.failed(Talk.UPLOADS, code, failure);
    switch (code.reaction()) {
      case RETRY, RESYNC -> claims.postpone(source.object(), backoff.next(retryAfter));
      case OPERATOR -> claims.postpone(source.object(), OPERATOR_RETRY);
      case REJECT -> stop(source, RecordingProgress.FAILED, code, failure);
      case QUARANTINE -> stop(source, RecordingProgress.QUARANTINED, code, failure);
    }
  }

  private void stop(
      UploadSource source, RecordingProgress state, ErrorCode code, IOException failure)
      throws IOException, InterruptedException {
    LOG.error("object {} {}: {}", source.object(), state.text(), failure.getMessage());
    switch (source) {
      case UploadSource.Complete complete -> journal.stop(complete.recording().id(), state, code);
      case UploadSource.Growing growing -> claims.postpone(growing.object(), OPERATOR_RETRY);
    }
    committed.run();
  }

  private void resync(UploadSource source, ErrorCode code) throws IOException {
    LOG.info("object {}: {}, asking for the offset", source.object(), code.code());
    if (code == ErrorCode.UPLOAD_UNKNOWN || code == ErrorCode.UPLOAD_GONE) {
      journal.uploadLost(source.object());
      claims.forgetUpload(source.object());
    }
  }

  private void upload(UploadSource source) throws IOException, InterruptedException {
    URI upload = uploadOf(source);
    if (!transfer.send(source, upload)) {
      return; // Given up: the orphan sweep removes the upload. Or slow: it goes on when queued.
    }
    switch (source) {
      case UploadSource.Complete complete -> commit(complete.recording(), upload);
      case UploadSource.Growing _ -> {} // The journal queues it as soon as it is a recording's.
    }
  }

  private URI uploadOf(UploadSource source) throws IOException, InterruptedException {
    Optional<URI> made = claims.uploadOf(source);
    if (made.isPresent()) {
      return made.get();
    }
    UUID object = source.object();
    URI upload =
        tus.create(
            source.bytes(), Map.of("object", object.toString().getBytes(StandardCharsets.UTF_8)));
    journal.uploadMade(object, upload);
    claims.rememberUpload(object, upload);
    if (source instanceof UploadSource.Complete complete) {
      journal.progress(complete.recording().id(), RecordingProgress.UPLOADING);
    }
    return upload;
  }

  private void commit(QueuedRecording recording, URI upload)
      throws IOException, InterruptedException {
    gateway.commit(upload, recording.manifest());
    journal.progress(recording.id(), RecordingProgress.COMMITTED);
    claims.forgetUpload(recording.object());
    LOG.info("recording {} committed, {} sealed bytes", recording.id(), recording.sealedBytes());
    committed.run();
  }

  /** Stops at once; what was acknowledged stays acknowledged. */
  @Override
  public void close() {
    closing = true;
    claims.wake();
    workers.forEach(Thread::interrupt);
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
