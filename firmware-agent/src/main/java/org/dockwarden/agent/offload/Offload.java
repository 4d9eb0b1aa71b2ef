package org.dockwarden.agent.offload;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.journal.CameraFile;
import org.dockwarden.agent.journal.DockingJournal;
import org.dockwarden.agent.journal.ListedFile;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.upload.GatewayClient;
import org.dockwarden.agent.upload.Uploader;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.VolumeFile;
import org.dockwarden.evidence.age.Sealer;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a docked camera's files off, one after the other: flagged first, then the oldest. */
public final class Offload {
  private static final Logger LOG = LoggerFactory.getLogger(Offload.class);

  /** How often a file may change while it is read, and the spool fail, before a person looks. */
  private static final int MAX_ATTEMPTS = 5;

  /** How often a camera is listed again: one that never stops writing needs a person. */
  private static final int MAX_ROUNDS = 3;

  private static final Duration SPOOL_RETRY = Duration.ofSeconds(5);

  private final Lister lister;
  private final Recogniser recogniser;
  private final SealingPass sealing;
  private final DockingJournal journal;
  private final InstantSource clock;
  private final Settling settling;

  public Offload(
      DockingJournal journal,
      RecordingJournal recordings,
      GatewayClient gateway,
      Sealer sealer,
      Spool spool,
      Uploader uploader,
      ManifestMaker manifests,
      InstantSource clock) {
    this.lister = new Lister(journal, clock);
    this.settling = new Settling(clock);
    this.recogniser = new Recogniser(gateway, journal, recordings, settling);
    this.sealing = new SealingPass(sealer, spool, recordings, uploader, manifests, settling);
    this.journal = journal;
    this.clock = clock;
  }

  /** Lists the camera and learns what is known of it. */
  public void list(DockedCamera camera) throws IOException, InterruptedException {
    lister.list(camera);
    camera.stay().progressed();
    recogniser.learn(camera.docking());
  }

  /**
   * Reads what is listed, until nothing is or the stay is over. Afterwards it lists again, since a
   * camera may have closed its last file meanwhile.
   *
   * @throws EvidenceException CAMERA_GONE, JOURNAL_FAILED or SPOOL_FAILED; other faults of single
   *     files are journaled with the file
   */
  public void run(DockedCamera camera) throws IOException, InterruptedException {
    Optional<CameraFile> next = journal.next(camera.docking().id());
    for (int round = 1; next.isPresent() && round <= MAX_ROUNDS; round++) {
      while (next.isPresent()) {
        if (camera.stay().isOver()) {
          return;
        }
        take(camera, next.get());
        camera.stay().progressed();
        next = journal.next(camera.docking().id());
      }
      lister.list(camera);
      next = journal.next(camera.docking().id());
    }
  }

  private void take(DockedCamera camera, CameraFile file) throws IOException, InterruptedException {
    try {
      if (isAsListed(camera, file) && !recogniser.recognise(camera, file)) {
        sealing.seal(camera, file);
      }
    } catch (NoSuchFileException e) {
      LOG.warn("{}: gone before it was read, not by us", file.file().path().text());
      journal.forget(file);
    } catch (CameraGoneException e) {
      throw new EvidenceException(ErrorCode.CAMERA_GONE, String.valueOf(e.getMessage()), e);
    } catch (EvidenceException e) {
      giveUpOrRetry(camera, file, e);
    } catch (IOException e) {
      LOG.error("{}: {}", file.file().path().text(), e.toString());
      journal.fail(file, ErrorCode.CAMERA_READ_FAILED);
    }
  }

  /** Whether the file still is what was listed; else it is relisted. */
  private boolean isAsListed(DockedCamera camera, CameraFile file)
      throws IOException, InterruptedException {
    VolumeFile now = camera.volume().look(file.file().path().raw());
    if (now.bytes() == file.file().bytes() && now.modified().equals(file.file().modified())) {
      return true;
    }
    relist(camera, file);
    return false;
  }

  private void relist(DockedCamera camera, CameraFile file)
      throws IOException, InterruptedException {
    settling.await(camera, file.file());
    if (camera.stay().isOver()) {
      return;
    }
    VolumeFile now = camera.volume().look(file.file().path().raw());
    if (journal.attempt(file) > MAX_ATTEMPTS) {
      LOG.error("{}: keeps changing", file.file().path().text());
      journal.fail(file, ErrorCode.CAMERA_FILE_CHANGED);
      return;
    }
    ListedFile listed = Lister.listed(camera.profile(), now, clock.instant());
    journal.list(file.docking(), List.of(listed));
  }

  private void giveUpOrRetry(DockedCamera camera, CameraFile file, EvidenceException failure)
      throws IOException, InterruptedException {
    if (failure.code() == ErrorCode.CAMERA_GONE) {
      LOG.info("{}", failure.getMessage());
      throw failure;
    }
    LOG.warn("{}", failure.getMessage());
    switch (failure.code()) {
      case CAMERA_READ_FAILED, SPOOL_FULL -> journal.fail(file, failure.code());
      case CAMERA_FILE_CHANGED -> relist(camera, file);
      case SPOOL_FAILED -> {
        if (journal.attempt(file) > MAX_ATTEMPTS) {
          throw failure;
        }
        camera.stay().heldBy(Optional.of(ErrorCode.SPOOL_FAILED));
        camera.stay().await(SPOOL_RETRY);
        camera.stay().heldBy(Optional.empty());
      }
      default -> throw failure;
    }
  }
}
