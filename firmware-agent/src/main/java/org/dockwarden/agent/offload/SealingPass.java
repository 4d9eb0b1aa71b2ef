package org.dockwarden.agent.offload;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dockwarden.agent.journal.CameraFile;
import org.dockwarden.agent.journal.ListedFile;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.journal.SealedRecording;
import org.dockwarden.agent.spool.GrowingObject;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.upload.Uploader;
import org.dockwarden.dock.container.TruncationProbe;
import org.dockwarden.evidence.age.Sealer;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.FileKind;
import org.dockwarden.evidence.manifest.FileMark;

/**
 * The one read of an original: SHA-256, sealing, the segments' digests and the spool in the same
 * pass, while an upload may follow. What is given up is thrown away whole: its file key exists in
 * memory only.
 */
final class SealingPass {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final Duration ROOM_POLL = Duration.ofSeconds(1);

  private final Sealer sealer;
  private final Spool spool;
  private final RecordingJournal journal;
  private final Uploader uploader;
  private final ManifestMaker manifests;
  private final Settling settling;

  SealingPass(
      Sealer sealer,
      Spool spool,
      RecordingJournal journal,
      Uploader uploader,
      ManifestMaker manifests,
      Settling settling) {
    this.settling = settling;
    this.sealer = sealer;
    this.spool = spool;
    this.journal = journal;
    this.uploader = uploader;
    this.manifests = manifests;
  }

  /** Seals the file; when this returns, the sealed recording is on stable storage, journaled. */
  void seal(DockedCamera camera, CameraFile file) throws IOException, InterruptedException {
    long sealedBytes = sealer.sealedBytes(file.file().bytes());
    if (!spool.canEverHold(sealedBytes)) {
      throw new EvidenceException(
          ErrorCode.SPOOL_FULL,
          file.file().path().text() + ": " + sealedBytes + " bytes (expected: <= the quota)");
    }
    Set<FileMark> marks = marks(camera, file.file());
    UUID object = UUID.randomUUID();
    GrowingObject growing = awaitRoom(camera.stay(), object, sealedBytes);
    // Followed before it is journaled: what the journal has and nobody works on is swept away.
    uploader.follow(growing);
    try {
      plan(growing);
      SealedRecording sealed = fill(camera, file, growing, marks);
      // From here on the journal alone decides what becomes of the object.
      if (!journal.sealed(file, sealed)) {
        growing.discard();
      }
    } finally {
      uploader.unfollow(growing);
    }
  }

  private void plan(GrowingObject growing) throws IOException {
    try {
      journal.plan(growing.id());
    } catch (IOException e) {
      growing.discard();
      throw e;
    }
  }

  private SealedRecording fill(
      DockedCamera camera, CameraFile file, GrowingObject growing, Set<FileMark> marks)
      throws IOException, InterruptedException {
    try {
      Digest original = copy(camera, file.file(), growing);
      List<Digest> segments = growing.complete();
      return manifests.make(camera, file.file(), original, growing, segments, marks);
    } catch (IOException | InterruptedException | RuntimeException e) {
      growing.discard();
      throw e;
    }
  }

  private Digest copy(DockedCamera camera, ListedFile file, GrowingObject growing)
      throws IOException, InterruptedException {
    MessageDigest sha256 = Digest.bulkSha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OriginalReader reader = new OriginalReader(camera, file, settling);
        OutputStream sealed = sealer.seal(growing, file.bytes())) {
      int read = reader.read(ByteBuffer.wrap(buffer));
      while (read > 0) {
        sha256.update(buffer, 0, read);
        sealed.write(buffer, 0, read);
        read = reader.read(ByteBuffer.wrap(buffer));
      }
    }
    return Digest.of(sha256.digest());
  }

  /** Back-pressure: the bay waits until receipts have freed room. */
  private GrowingObject awaitRoom(Stay stay, UUID object, long bytes)
      throws IOException, InterruptedException {
    Optional<GrowingObject> begun = spool.begin(object, bytes);
    while (begun.isEmpty()) {
      if (stay.isOver()) {
        throw new EvidenceException(ErrorCode.CAMERA_GONE, "while the spool was full");
      }
      stay.heldBy(Optional.of(ErrorCode.SPOOL_FULL));
      spool.awaitFreed(ROOM_POLL);
      begun = spool.begin(object, bytes);
    }
    stay.heldBy(Optional.empty());
    return begun.get();
  }

  private static Set<FileMark> marks(DockedCamera camera, ListedFile file) throws IOException {
    Set<FileMark> marks = EnumSet.noneOf(FileMark.class);
    if (file.bytes() == 0) {
      marks.add(FileMark.EMPTY);
    }
    if (file.flagged()) {
      marks.add(FileMark.FLAGGED);
    }
    // %25 is a plain per cent sign; any other escape stands for what is no printable text.
    if (file.path().text().replace("%25", "").contains("%")) {
      marks.add(FileMark.NAME_ENCODED);
    }
    if (file.kind() == FileKind.FOOTAGE && file.bytes() > 0 && isTruncated(camera, file)) {
      marks.add(FileMark.TRUNCATED);
    }
    return marks;
  }

  private static boolean isTruncated(DockedCamera camera, ListedFile file) {
    try (SeekableByteChannel channel = camera.volume().open(file.path().raw())) {
      return TruncationProbe.probe(channel) == TruncationProbe.Result.TRUNCATED;
    } catch (IOException e) {
      return false; // The read itself will say it, with retries.
    }
  }
}
