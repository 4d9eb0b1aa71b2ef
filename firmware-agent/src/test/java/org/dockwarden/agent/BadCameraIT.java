package org.dockwarden.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.VolumeFile;
import org.dockwarden.evidence.manifest.FileMark;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that cannot be read, change under the reader, or leave at any step. */
final class BadCameraIT {
  /** More than one buffer of the one read, so that an error can lie in the middle. */
  private static final int LONG = 700_000;

  @TempDir private Path folder = Path.of("");

  private static byte[] footage(int seed, int bytes) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return content;
  }

  /** A bad spot in the middle of one file that fails so many reads. */
  private static final class BadSpot extends VolumeFaults {
    private final int failures;
    private final AtomicInteger failed = new AtomicInteger();

    BadSpot(int failures) {
      this.failures = failures;
    }

    @Override
    void read(String path, long offset) throws IOException {
      if (path.equals("bad.mp4") && offset > 200_000 && failed.get() < failures) {
        failed.incrementAndGet();
        throw new IOException("Input/output error");
      }
    }
  }

  @Test
  @ExpectsLog("camera-path-invalid")
  void aFileThatNoManifestCanNameStaysAndIsNeverTakenForAnEmptyCamera() throws Exception {
    byte[] tooLong = ("x".repeat(250) + "/").repeat(17).concat("a.mp4").getBytes(US_ASCII);
    VolumeFaults deep =
        new VolumeFaults() {
          @Override
          void listed(Consumer<VolumeFile> found) {
            found.accept(new VolumeFile(tooLong, 1, Instant.EPOCH, 1, 1));
          }
        };
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "good.mp4", footage(1, 5000));
      try (Agent agent = rig.start(deep)) {
        rig.dock(1, camera, "BW-1");
        var bay = rig.await(agent, 1, BayState.FAULT);
        assertEquals(Optional.of(BayReason.FILES_LEFT), bay.bay().reason());
        assertTrue(bay.leftovers().first().startsWith("camera-path-invalid"), bay.toString());
        AgentRig.await(() -> rig.filesOf(camera).isEmpty(), () -> "" + agent.files());
      }
    }
  }

  @Test
  @ExpectsLog("a fault of the agent itself|bay 1 agent-failed")
  void aDefectThatOneCameraBringsOutStopsNoOtherBay() throws Exception {
    VolumeFaults defect =
        new VolumeFaults() {
          @Override
          void opened(String path) {
            if (path.equals("poison.mp4")) {
              throw new IllegalStateException("a defect");
            }
          }
        };
    try (AgentRig rig = new AgentRig(folder)) {
      Path poisoned = rig.camera("a");
      rig.file(poisoned, "poison.mp4", footage(1, 10));
      Path sound = rig.camera("b");
      try (Agent agent = rig.start(defect)) {
        rig.dock(1, poisoned, "BW-1");
        var bay = rig.await(agent, 1, BayState.FAULT);
        assertEquals(Optional.of(BayReason.AGENT_FAILED), bay.bay().reason());
        rig.file(sound, "good.mp4", footage(2, 5000));
        rig.dock(2, sound, "BW-2");
        rig.await(agent, 2, BayState.CLEARED);
        rig.undock(1);
        rig.await(agent, 1, BayState.EMPTY);
      }
      assertEquals(List.of("poison.mp4"), rig.filesOf(poisoned));
    }
  }

  @Test
  @ExpectsLog("stays there: symbolic link link.mp4")
  void aLinkOnACameraIsLeftThereAndShows() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      Path outside = rig.file(rig.camera("b"), "secret.mp4", footage(1, 10));
      Files.createSymbolicLink(camera.resolve("link.mp4"), outside);
      rig.file(camera, "good.mp4", footage(2, 5000));
      try (Agent agent = rig.start(new VolumeFaults())) {
        rig.dock(1, camera, "BW-1");
        var bay = rig.await(agent, 1, BayState.CLEARED);
        assertEquals(1, bay.leftovers().entries());
        assertTrue(
            agent.status().degradations().stream()
                .anyMatch(it -> it.startsWith("bay 1: 1 entry stays on the camera")),
            () -> "" + bay);
      }
      assertTrue(Files.exists(outside));
      assertEquals(1, rig.gateway.recordings().size());
    }
  }

  @Test
  @ExpectsLog("Input/output error|bay 1 camera-read-failed")
  void aFileThatCannotBeReadStaysAndTheOthersGo() throws Exception {
    BadSpot spot = new BadSpot(Integer.MAX_VALUE);
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "bad.mp4", footage(1, LONG));
      rig.file(camera, "good.mp4", footage(2, 5000));
      rig.file(camera, "other.mp4", footage(3, 6000));
      try (Agent agent = rig.start(spot)) {
        rig.dock(1, camera, "BW-1");
        var bay = rig.await(agent, 1, BayState.FAULT);
        assertEquals(Optional.of(BayReason.CAMERA_READ_FAILED), bay.bay().reason());
        assertEquals(LightPattern.FAULT, bay.bay().light());
        AgentRig.await(() -> rig.filesOf(camera).size() == 1, () -> "" + agent.files());
        assertEquals(List.of("bad.mp4"), rig.filesOf(camera));
        assertEquals(2, rig.gateway.recordings().size());
        assertEquals(4, spot.failed.get());
        AgentRig.await(() -> rig.gateway.openUploads() == 0, () -> "an upload is left");
        AgentRig.await(() -> agent.status().spool().objects() == 0, () -> "an object is left");
      }
    }
  }

  @Test
  void aReadErrorThatPassesIsReadOver() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      byte[] content = footage(4, LONG);
      rig.file(camera, "bad.mp4", content);
      try (Agent agent = rig.start(new BadSpot(2))) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        assertArrayEquals(content, rig.gateway.originals().get("bad.mp4"));
      }
    }
  }

  /** A camera that writes on to a file while it is read, so many times. */
  private static final class Growing extends VolumeFaults {
    private final Path file;
    private final int times;
    private final AtomicInteger grown = new AtomicInteger();

    Growing(Path file, int times) {
      this.file = file;
      this.times = times;
    }

    @Override
    void read(String path, long offset) throws IOException {
      if (path.equals("one.mp4") && offset > 0 && grown.get() < times) {
        grown.incrementAndGet();
        Files.write(file, new byte[] {7, 7, 7}, StandardOpenOption.APPEND);
      }
    }
  }

  @Test
  @ExpectsLog("one.mp4: ")
  void aFileThatGrowsWhileItIsReadIsSealedWholeAndOnce() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      Path file = rig.file(camera, "one.mp4", footage(5, LONG));
      try (Agent agent = rig.start(new Growing(file, 2))) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        byte[] whole = ByteBuffer.allocate(LONG + 6).put(footage(5, LONG)).array();
        whole[LONG] = whole[LONG + 1] = whole[LONG + 2] = 7;
        whole[LONG + 3] = whole[LONG + 4] = whole[LONG + 5] = 7;
        assertArrayEquals(whole, rig.gateway.originals().get("one.mp4"));
        assertEquals(1, rig.gateway.commits());
        assertEquals(List.of(), rig.filesOf(camera));
      }
    }
  }

  @Test
  @ExpectsLog("one.mp4: |camera-file-changed")
  void aFileThatNeverStopsGrowingIsAFault() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      Path file = rig.file(camera, "one.mp4", footage(6, LONG));
      try (Agent agent = rig.start(new Growing(file, Integer.MAX_VALUE))) {
        rig.dock(1, camera, "BW-1");
        var bay = rig.await(agent, 1, BayState.FAULT);
        assertEquals(Optional.of(BayReason.CAMERA_FILE_CHANGED), bay.bay().reason());
        assertEquals(List.of("one.mp4"), rig.filesOf(camera));
        assertEquals(0, rig.gateway.commits());
      }
    }
  }

  @Test
  void aClipThatTheCameraCouldNotFinishIsTakenAndMarked() throws Exception {
    byte[] start =
        ByteBuffer.allocate(500)
            .putInt(24)
            .put("ftypisom".getBytes(US_ASCII))
            .putInt(0x200)
            .put("isommp41".getBytes(US_ASCII))
            .putInt(100_000)
            .put("mdat".getBytes(US_ASCII))
            .array();
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "cut.mp4", start);
      rig.file(camera, "empty.mp4", new byte[0]);
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        assertArrayEquals(start, rig.gateway.originals().get("cut.mp4"));
        for (var held : rig.gateway.recordings().values()) {
          var file = held.manifest().file();
          boolean isCut = file.path().text().equals("cut.mp4");
          assertEquals(isCut, file.marks().contains(FileMark.TRUNCATED), file.toString());
          assertEquals(!isCut, file.marks().contains(FileMark.EMPTY), file.toString());
        }
      }
    }
  }

  /** Pulls the camera out of bay 1 before the n-th call on its volume. */
  private static final class Pull extends VolumeFaults {
    private final AgentRig rig;
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    Pull(AgentRig rig) {
      this.rig = rig;
    }

    @Override
    void call() throws IOException {
      if (left.decrementAndGet() == 0) {
        rig.undock(1);
      }
    }
  }

  @Test
  void aCameraMayLeaveBeforeAnyCallOnItsVolume() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Pull pull = new Pull(rig);
      Path camera = rig.camera("a");
      int calls = 0;
      try (Agent agent = rig.start(pull)) {
        boolean wasPulled = true;
        while (wasPulled) {
          calls++;
          byte[] content = footage(100 + calls, 3000 + calls);
          String name = "clip-" + calls + ".mp4";
          rig.file(camera, name, content);
          pull.left.set(calls);
          rig.dock(1, camera, "BW-1");
          AgentRig.await(
              () ->
                  pull.left.get() <= 0 || agent.bays().getFirst().bay().state() == BayState.CLEARED,
              () -> agent.bays() + " " + agent.files());
          wasPulled = pull.left.getAndSet(Integer.MAX_VALUE) <= 0;
          if (wasPulled) {
            rig.await(agent, 1, BayState.EMPTY);
            assertTrue(Files.exists(camera.resolve(name)), name);
            rig.dock(1, camera, "BW-1");
            rig.await(agent, 1, BayState.CLEARED);
          }
          assertFalse(Files.exists(camera.resolve(name)), name);
          assertArrayEquals(content, rig.gateway.originals().get(name));
          assertEquals(calls, rig.gateway.commits());
          rig.undock(1);
          rig.await(agent, 1, BayState.EMPTY);
        }
        AgentRig.await(() -> rig.gateway.openUploads() == 0, () -> "an upload is left");
        AgentRig.await(() -> agent.status().spool().objects() == 0, () -> "an object is left");
      }
      assertTrue(calls > 5, "calls: " + calls);
    }
  }

  @Test
  void twoBaysWorkAtTheSameTime() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path first = rig.camera("a");
      Path second = rig.camera("b");
      for (int file = 0; file < 5; file++) {
        rig.file(first, "clip-" + file + ".mp4", footage(10 + file, 300_000));
        rig.file(second, "clip-" + file + ".mp4", footage(20 + file, 300_000));
      }
      try (Agent agent = rig.start()) {
        rig.dock(1, first, "BW-1");
        rig.dock(2, second, "BW-2");
        rig.await(agent, 1, BayState.CLEARED);
        rig.await(agent, 2, BayState.CLEARED);
        assertEquals(10, rig.gateway.recordings().size());
        assertEquals(10, rig.gateway.commits());
        assertEquals(List.of(), rig.filesOf(first));
        assertEquals(List.of(), rig.filesOf(second));
      }
    }
  }
}
