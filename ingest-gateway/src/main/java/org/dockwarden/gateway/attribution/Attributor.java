package org.dockwarden.gateway.attribution;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.assignment.AssignmentJson;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.assignment.AttributionJson;
import org.dockwarden.evidence.assignment.AttributionRule;
import org.dockwarden.evidence.assignment.AttributionRule.Judgement;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.health.Health.Level;
import org.dockwarden.gateway.health.Health.Subsystem;
import org.dockwarden.gateway.index.AttributionIndex;
import org.dockwarden.gateway.index.AttributionIndex.Standing;
import org.dockwarden.gateway.index.Recording;
import org.dockwarden.gateway.index.RecordingIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attributes what is due, one recording at a time: those that were verified, and those that a new
 * event may concern. What is due is in the index, so that a restart goes on.
 */
public final class Attributor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Attributor.class);
  private static final int BATCH = 100;

  /** Also without being woken: after a failure, and for what another process has left due. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final AttributionIndex index;
  private final RecordingIndex recordings;
  private final DocumentSigner signer;
  private final String gateway;
  private final Health health;
  private final InstantSource clock;
  private final Object judging = new Object();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("attribution").unstarted(this::work);
  private volatile boolean closing;

  /**
   * An attributor.
   *
   * @param signer the gateway's receipt key
   */
  public Attributor(
      AttributionIndex index,
      RecordingIndex recordings,
      DocumentSigner signer,
      String gateway,
      Health health,
      InstantSource clock) {
    this.index = index;
    this.recordings = recordings;
    this.signer = signer;
    this.gateway = gateway;
    this.health = health;
    this.clock = clock;
  }

  /** Begins with what is due. */
  public void start() {
    thread.start();
  }

  /** Something may be due. */
  public void wake() {
    wake.release();
  }

  /**
   * What a bag carries of a recording's attribution, made now if it is due; empty where that fails:
   * no evidence waits for it.
   */
  public Optional<AttributionPapers> papers(RecordingId recording) {
    try {
      judge(recording);
      Optional<SignedDocument> paper = index.standing(recording).flatMap(Standing::last);
      return paper.isPresent() ? Optional.of(papers(paper.get())) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      failed(e);
      return Optional.empty();
    }
  }

  private AttributionPapers papers(SignedDocument paper) throws IOException {
    Attribution attribution = AttributionJson.decode(paper.document());
    List<SignedDocument> events = new ArrayList<>();
    for (Attribution.Event event : attribution.events()) {
      events.add(
          index
              .event(event)
              .orElseThrow(() -> new IOException("assignment event missing: " + event)));
    }
    return new AttributionPapers(attribution, paper, events);
  }

  private void work() {
    while (!closing) {
      try {
        List<RecordingId> due = index.due(BATCH);
        for (RecordingId recording : due) {
          judge(recording);
        }
        health.clear(Subsystem.ATTRIBUTION, "attributor");
        if (due.isEmpty()) {
          await();
        }
      } catch (InterruptedException e) {
        return; // close() interrupts.
      } catch (IOException | RuntimeException e) {
        if (closing) {
          return;
        }
        failed(e);
        try {
          await();
        } catch (InterruptedException stop) {
          return;
        }
      }
    }
  }

  private void await() throws InterruptedException {
    boolean woken = wake.tryAcquire(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    LOG.debug("attribution: woken {}", woken);
    wake.drainPermits();
  }

  private void failed(Exception failure) {
    LOG.error("attribution: {}", failure.toString(), failure);
    health.report(Subsystem.ATTRIBUTION, "attributor", Level.DEGRADED, failure.toString());
  }

  /** Judges a recording if it is due, and appends an attribution if it says anything new. */
  private void judge(RecordingId recording) throws IOException {
    synchronized (judging) { // Two judgements of one recording could take each other's due.
      Optional<Standing> standing = index.standing(recording);
      if (standing.isPresent() && standing.get().due() > 0) {
        judge(recording, standing.get());
      }
    }
  }

  private void judge(RecordingId recording, Standing standing) throws IOException {
    Manifest manifest = manifest(recording);
    List<SignedDocument> papers = events(manifest);
    List<Assignment> events = new ArrayList<>();
    for (SignedDocument paper : papers) {
      events.add(AssignmentJson.decode(paper.document()));
    }
    Judgement judgement = AttributionRule.judge(manifest, events);
    Optional<Attribution> last = Optional.empty();
    if (standing.last().isPresent()) {
      last = Optional.of(AttributionJson.decode(standing.last().get().document()));
    }
    if (last.isPresent() && last.get().says(judgement)) {
      index.unchanged(recording, standing.due());
      return;
    }
    Attribution attribution =
        attribution(
            manifest, judgement, last.map(it -> it.number() + 1).orElse(0L), papers, events);
    SignedDocument paper = signer.sign(AttributionJson.encode(attribution), attribution.madeAt());
    index.attribute(attribution, paper, AttributionRule.window(manifest), standing.due());
    LOG.info(
        "recording {} attributed: {} {}",
        recording,
        attribution.basis().text(),
        attribution.officer().map(Object::toString).orElse("unknown"));
  }

  private Attribution attribution(
      Manifest manifest,
      Judgement judgement,
      long number,
      List<SignedDocument> papers,
      List<Assignment> events) {
    List<Attribution.Event> named = new ArrayList<>();
    for (Assignment event : judgement.events()) {
      Digest document = papers.get(events.indexOf(event)).digest();
      named.add(new Attribution.Event(event.dock(), event.series(), event.sequence(), document));
    }
    return new Attribution(
        manifest.recordingId(),
        number,
        manifest.camera().id(),
        judgement.officer(),
        judgement.basis(),
        judgement.marks(),
        judgement.recordedAt(),
        named,
        gateway,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private List<SignedDocument> events(Manifest manifest) throws IOException {
    Optional<Instant> at = AttributionRule.recordedAt(manifest);
    if (at.isEmpty()) {
      return List.of();
    }
    Duration window = AttributionRule.window(manifest);
    return index.events(
        manifest.camera().id(),
        at.get().minus(window),
        at.get().plus(window),
        Attribution.MAX_EVENTS + 1);
  }

  private Manifest manifest(RecordingId id) throws IOException {
    Recording recording =
        recordings
            .recording(id)
            .orElseThrow(() -> new IOException("recording " + id + ": unknown"));
    SignedDocument paper =
        recordings
            .commitOf(recording.upload())
            .orElseThrow(() -> new IOException("recording " + id + ": no commit"))
            .paper();
    return ManifestJson.decode(paper.document());
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
