package org.dockwarden.agent.offload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.journal.DockingJournal;
import org.dockwarden.agent.journal.ListedFile;
import org.dockwarden.dock.camera.CameraProfile;
import org.dockwarden.dock.camera.FileClassifier;
import org.dockwarden.dock.camera.FileClassifier.FileClass;
import org.dockwarden.dock.camera.RecordedAt;
import org.dockwarden.dock.camera.SkippedEntry;
import org.dockwarden.dock.camera.VolumeFile;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.manifest.FileKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters what lies on a camera into the journal's worklist, a bounded batch at a time. */
final class Lister {
  private static final Logger LOG = LoggerFactory.getLogger(Lister.class);
  private static final int BATCH = 500;

  /** A camera with many odd entries must not fill the log: the rest only counts. */
  private static final int LOGGED = 10;

  private final DockingJournal journal;
  private final InstantSource clock;

  Lister(DockingJournal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Lists the volume.
   *
   * @return how many files are new or changed since they were last listed
   */
  int list(DockedCamera camera) throws IOException {
    Batch batch = new Batch(camera);
    try {
      camera.volume().list(batch::found, batch::skipped);
      batch.flush();
      camera.stay().leaves(batch.leftovers);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return batch.changed;
  }

  /** A file as the worklist has it. */
  static ListedFile listed(CameraProfile profile, VolumeFile file, Instant at) {
    return listed(new Rules(profile), file, at);
  }

  private static ListedFile listed(Rules rules, VolumeFile file, Instant at) {
    FileClass what = rules.files.classify(file.rawPath());
    return new ListedFile(
        CameraPath.ofRaw(file.rawPath()),
        file.bytes(),
        file.modified(),
        file.device(),
        file.inode(),
        at,
        switch (what.kind()) {
          case FOOTAGE -> FileKind.FOOTAGE;
          case METADATA -> FileKind.METADATA;
          case SIDECAR -> FileKind.SIDECAR;
        },
        what.isFlagged(),
        rules
            .recordedAt
            .flatMap(rule -> rule.of(file.rawPath()))
            .map(instant -> instant.truncatedTo(ChronoUnit.MILLIS)));
  }

  /** A profile's rules, compiled. */
  private static final class Rules {
    private final FileClassifier files;
    private final Optional<RecordedAt> recordedAt;

    Rules(CameraProfile profile) {
      this.files = FileClassifier.of(profile);
      this.recordedAt = profile.recordedAt().map(RecordedAt::of);
    }
  }

  /** Files on their way into the journal. */
  private final class Batch {
    private final DockedCamera camera;
    private final Rules rules;
    private final List<ListedFile> files = new ArrayList<>();
    private Leftovers leftovers = Leftovers.NONE;
    private int changed;

    Batch(DockedCamera camera) {
      this.camera = camera;
      this.rules = new Rules(camera.profile());
    }

    /** F-9: what is neither file nor folder cannot be evidence; it stays, and is said. */
    void skipped(SkippedEntry entry) {
      leave(false, entry.toString());
    }

    private void leave(boolean file, String what) {
      if (leftovers.entries() < LOGGED) {
        LOG.warn("camera {}: stays there: {}", camera.docking().camera(), what);
      }
      leftovers = leftovers.and(file, what);
    }

    void found(VolumeFile file) {
      if (rules.files.classify(file.rawPath()).isIgnored()) {
        return;
      }
      try {
        files.add(listed(rules, file, clock.instant()));
        if (files.size() == BATCH) {
          flush();
        }
      } catch (IllegalArgumentException e) {
        // No path that a manifest could name (N-3): it stays on the camera, and is said.
        leave(true, ErrorCode.CAMERA_PATH_INVALID.code() + ": " + e.getMessage());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void flush() throws IOException {
      changed += journal.list(camera.docking().id(), files);
      files.clear();
    }
  }
}
