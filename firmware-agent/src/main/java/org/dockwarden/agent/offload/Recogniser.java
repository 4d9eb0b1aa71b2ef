package org.dockwarden.agent.offload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.journal.CameraFile;
import org.dockwarden.agent.journal.Docking;
import org.dockwarden.agent.journal.DockingJournal;
import org.dockwarden.agent.journal.KnownContent;
import org.dockwarden.agent.journal.ListedFile;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.upload.GatewayClient;
import org.dockwarden.agent.upload.GatewayException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.InstantText;
import org.dockwarden.evidence.wire.KnownRecording;
import org.dockwarden.evidence.wire.KnownRecordings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises files that were sealed before: equal content under the same path is the same
 * recording, and so is a file that was renamed: of equal content and time, while the old path is
 * gone and was not erased by this dock. Two files that are both there are two, and an empty clip is
 * never taken for another empty clip. When in doubt it is a new recording: sent twice is better
 * than lost. The file is read, and digested, only where a known recording has its length and may be
 * it.
 */
final class Recogniser {
  private static final Logger LOG = LoggerFactory.getLogger(Recogniser.class);
  private static final int BUFFER_BYTES = 256 * 1024;

  /** A thousand recordings a page: more than a camera makes in its life. */
  private static final int MAX_PAGES = 1000;

  private final GatewayClient gateway;
  private final DockingJournal dockings;
  private final RecordingJournal recordings;
  private final Settling settling;

  Recogniser(
      GatewayClient gateway,
      DockingJournal dockings,
      RecordingJournal recordings,
      Settling settling) {
    this.settling = settling;
    this.gateway = gateway;
    this.dockings = dockings;
    this.recordings = recordings;
  }

  /** Asks the gateway what it holds of this camera (P-22); without an answer it goes on without. */
  void learn(Docking docking) throws IOException, InterruptedException {
    Optional<RecordingId> after = Optional.empty();
    try {
      for (int page = 0; page < MAX_PAGES; page++) {
        KnownRecordings known = gateway.known(docking.camera(), after);
        remember(docking, known.recordings());
        if (!known.more() || known.recordings().isEmpty()) {
          return;
        }
        after = Optional.of(known.recordings().getLast().recording());
      }
    } catch (GatewayException e) {
      LOG.info("camera {}: not asked what is known of it, {}", docking.camera(), e.getMessage());
    }
  }

  private void remember(Docking docking, List<KnownRecording> known) throws IOException {
    List<KnownRecording> possible = new ArrayList<>();
    for (KnownRecording recording : known) {
      if (dockings.hasFileOf(docking.id(), recording.originalBytes())) {
        possible.add(recording);
      }
    }
    if (!possible.isEmpty()) {
      recordings.remember(docking.camera(), possible);
    }
  }

  /**
   * Links the file to its recording if it is a known one.
   *
   * @return whether it was; if not, it has to be sealed
   */
  boolean recognise(DockedCamera camera, CameraFile file) throws IOException, InterruptedException {
    List<KnownContent> known = recordings.known(camera.docking().camera(), file.file().bytes());
    // Cameras that cut clips at a fixed length would otherwise have most of them read twice.
    if (!mayBeAny(camera, file, known)) {
      return false;
    }
    Digest digest = digest(camera, file.file());
    Optional<KnownContent> same = Optional.empty();
    for (KnownContent content : known) {
      if (content.digest().equals(digest) && mayBe(camera, file, content)) {
        same = Optional.of(content);
        break;
      }
    }
    if (same.isEmpty()) {
      LOG.info("{}: read twice, its length was known", file.file().path().text());
      return false;
    }
    LOG.info("{}: recognised as {}", file.file().path().text(), same.get().recording());
    if (same.get().here()) {
      dockings.link(file, same.get().recording());
    } else {
      recordings.adopt(file, camera.docking().camera(), same.get());
    }
    return true;
  }

  private boolean mayBeAny(DockedCamera camera, CameraFile file, List<KnownContent> known)
      throws IOException {
    for (KnownContent content : known) {
      if (mayBe(camera, file, content)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the file is this recording if their bytes are equal. */
  private boolean mayBe(DockedCamera camera, CameraFile file, KnownContent content)
      throws IOException {
    if (content.path().equals(file.file().path())) {
      return true;
    }
    return isOfThatTime(file, content)
        && !content.released()
        && !isThere(camera, content)
        && !dockings.isLinked(camera.docking().id(), content.recording());
  }

  private static boolean isOfThatTime(CameraFile file, KnownContent content) {
    Instant modified = InstantText.truncate(file.file().modified());
    return content.bytes() > 0
        && content.modified().map(InstantText::truncate).equals(Optional.of(modified));
  }

  private static boolean isThere(DockedCamera camera, KnownContent content) throws IOException {
    try {
      camera.volume().look(content.path().raw());
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Digest digest(DockedCamera camera, ListedFile file)
      throws IOException, InterruptedException {
    MessageDigest sha256 = Digest.bulkSha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (OriginalReader reader = new OriginalReader(camera, file, settling)) {
      while (reader.read(buffer.clear()) > 0) {
        sha256.update(buffer.flip());
      }
    }
    return Digest.of(sha256.digest());
  }
}
