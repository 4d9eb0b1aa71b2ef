package org.dockwarden.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.journal.QueuedRecording;
import org.dockwarden.agent.offload.DockedCamera;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.agent.offload.Stay;
import org.dockwarden.dock.camera.CameraProfile;
import org.dockwarden.dock.volume.FolderVolume;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a camera, and when it counts. */
final class OffloadIT {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder = Path.of("");

  /** A stay in which something happens at each wait, instead of time passing. */
  private static final class EventfulStay implements Stay {
    final Deque<Runnable> events = new ArrayDeque<>();
    long bytesRead;
    int waits;

    @Override
    public void await(Duration time) {
      waits++;
      if (!events.isEmpty()) {
        events.remove().run();
      }
    }

    @Override
    public void read(long bytes) {
      bytesRead += bytes;
    }

    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public boolean isHere() {
      return true;
    }

    @Override
    public void heldBy(Optional<ErrorCode> reason) {}

    @Override
    public void leaves(Leftovers leftovers) {}

    @Override
    public void progressed() {}
  }

  private OffloadRig rig() throws IOException {
    Files.createDirectories(folder.resolve("camera"));
    return OffloadRig.open(
        folder,
        FaultCount.never(),
        FaultCount.never(),
        new TestPki("test").dock("dock-0001"),
        X25519Identity.generate(new SecureRandom()).recipient());
  }

  private void write(String name, String content, Instant modified) {
    try {
      Path file = Files.writeString(folder.resolve("camera").resolve(name), content);
      Files.setLastModifiedTime(file, FileTime.from(modified));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void offload(OffloadRig rig, Stay stay, Duration settle) throws Exception {
    try (FolderVolume volume = FolderVolume.open(folder.resolve("camera"), "connection")) {
      DockedCamera any = rig.camera(volume);
      DockedCamera camera =
          new DockedCamera(any.docking(), volume, settling(any.profile(), settle), stay);
      rig.offload().list(camera);
      rig.offload().run(camera);
    }
  }

  private static CameraProfile settling(CameraProfile like, Duration settle) {
    return new CameraProfile(
        like.name(),
        like.matches(),
        like.layout(),
        like.interfaceClasses(),
        like.files(),
        like.ignore(),
        like.recordedAt(),
        like.serialFile(),
        like.firmwareFile(),
        like.clockFile(),
        settle);
  }

  private static List<Digest> sealedOriginals(OffloadRig rig) throws IOException {
    List<Digest> digests = new ArrayList<>();
    for (QueuedRecording recording : rig.recordings.queue(10)) {
      digests.add(ManifestJson.decode(recording.manifest().document()).file().digest());
    }
    return digests;
  }

  @Test
  @ExpectsLog("size or time changed while it was read")
  void whatChangesWhileItSettlesIsReadAgain() throws Exception {
    Instant modified = Instant.parse("2026-01-01T00:00:00Z");
    EventfulStay stay = new EventfulStay();
    try (OffloadRig rig = rig()) {
      write("one.mp4", "before", modified);
      stay.events.add(() -> write("one.mp4", "after!", modified.plusSeconds(1)));
      offload(rig, stay, LONG);
      assertEquals(List.of(Digest.compute("after!".getBytes(UTF_8))), sealedOriginals(rig));
    }
  }

  @Test
  void aFileIsReadBeforeItsTimeToSettleIsOver() throws Exception {
    EventfulStay stay = new EventfulStay();
    try (OffloadRig rig = rig()) {
      write("one.mp4", "content", Instant.parse("2026-01-01T00:00:00Z"));
      List<Long> readBefore = new ArrayList<>();
      stay.events.add(() -> readBefore.add(stay.bytesRead));
      offload(rig, stay, LONG);
      assertEquals(List.of(7L), readBefore);
      assertEquals(1, stay.waits);
    }
  }

  @Test
  void clipsOfEqualLengthBesideEachOtherAreReadOnce() throws Exception {
    EventfulStay stay = new EventfulStay();
    try (OffloadRig rig = rig()) {
      write("one.mp4", "content 1", Instant.parse("2026-01-01T00:00:00Z"));
      write("two.mp4", "content 2", Instant.parse("2026-01-01T00:00:00Z"));
      write("three.mp4", "content 1", Instant.parse("2026-01-01T00:00:00Z"));
      offload(rig, stay, Duration.ZERO);
      assertEquals(27, stay.bytesRead);
      assertEquals(3, sealedOriginals(rig).size());
    }
  }
}
