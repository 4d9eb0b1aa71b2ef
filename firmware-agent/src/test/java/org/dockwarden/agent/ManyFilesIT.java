package org.dockwarden.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.dockwarden.agent.journal.CameraFile;
import org.dockwarden.agent.offload.DockedCamera;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.SkippedEntry;
import org.dockwarden.dock.camera.VolumeFile;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.pki.TestPki;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera with 70,000 files, through listing, journal and worklist; none is read. */
final class ManyFilesIT {
  private static final int FILES = 70_000;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder = Path.of("");

  /** Newest first, so that the worklist's order is not the listing's. */
  private static final class Many implements CameraVolume {
    @Override
    public void list(Consumer<VolumeFile> found, Consumer<SkippedEntry> skipped) {
      for (int number = FILES - 1; number >= 0; number--) {
        byte[] path = "DCIM/%03d/REC_%05d.mp4".formatted(number / 1000, number).getBytes(UTF_8);
        found.accept(new VolumeFile(path, number, FIRST.plusSeconds(number), 1, number));
      }
    }

    @Override
    public VolumeFile look(byte[] rawPath) throws IOException {
      throw new NoSuchFileException("not read here");
    }

    @Override
    public SeekableByteChannel open(byte[] rawPath) throws IOException {
      throw new NoSuchFileException("not read here");
    }

    @Override
    public Path root() {
      return Path.of("/nowhere");
    }

    @Override
    public String connection() {
      return "connection";
    }

    @Override
    public void close() {}
  }

  @Test
  void listsThemAllAndHandsThemOutOldestFirst() throws Exception {
    try (OffloadRig rig =
            OffloadRig.open(
                folder,
                FaultCount.never(),
                FaultCount.never(),
                new TestPki("test").dock("dock-0001"),
                X25519Identity.generate(new SecureRandom()).recipient());
        CameraVolume volume = new Many()) {
      DockedCamera camera = rig.camera(volume);
      UUID docking = camera.docking().id();
      rig.offload().list(camera);
      assertEquals(FILES, rig.dockings.counts(docking).total());
      for (int number = 0; number < 200; number++) {
        CameraFile next = rig.dockings.next(docking).orElseThrow();
        assertEquals(number, next.file().bytes());
        rig.dockings.fail(next, ErrorCode.CAMERA_READ_FAILED);
      }
      rig.offload().list(camera);
      assertEquals(FILES, rig.dockings.counts(docking).total());
      assertEquals(200, rig.dockings.counts(docking).failed());
      rig.dockings.end(docking, FIRST);
      assertEquals(0, rig.dockings.counts(docking).total());
    }
  }
}
