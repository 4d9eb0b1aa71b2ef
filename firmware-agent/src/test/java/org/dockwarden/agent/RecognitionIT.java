package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dockwarden.agent.gateway.FakeGateway;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.receipt.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same recording, and what is another one (P-22, ADR 1). */
final class RecognitionIT {
  private static final Instant RECORDED = Instant.parse("2026-11-20T08:00:00Z");

  @TempDir private Path folder = Path.of("");

  private static byte[] footage(int seed, int bytes) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return content;
  }

  @Test
  void aCameraThatLeftEarlyIsRecognisedAndNotSentTwice() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      Path clip = rig.file(camera, "one.mp4", footage(6, 5000));
      Files.setLastModifiedTime(clip, FileTime.from(RECORDED));
      rig.gateway.faults(
          new FakeGateway.Faults() {
            @Override
            public Stage stage() {
              return Stage.STORED;
            }
          });
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.SAFE);
        AgentRig.await(() -> rig.gateway.commits() == 1, () -> "not committed");
        rig.undock(1);
        rig.await(agent, 1, BayState.EMPTY);
        rig.gateway.faults(new FakeGateway.Faults());
        Files.move(camera.resolve("one.mp4"), camera.resolve("renamed.mp4"));
        rig.dock(2, camera, "BW-1");
        rig.await(agent, 2, BayState.CLEARED);
        assertEquals(List.of(), rig.filesOf(camera));
        assertEquals(1, rig.gateway.commits());
      }
      // Another dock, with another journal, learns of it from the gateway.
      Path again = rig.file(camera, "renamed.mp4", footage(6, 5000));
      Files.setLastModifiedTime(again, FileTime.from(RECORDED));
      Files.delete(rig.folder.resolve("agent.db"));
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        rig.undock(2);
        rig.await(agent, 1, BayState.CLEARED);
        assertEquals(1, rig.gateway.commits());
        assertEquals(List.of(), rig.filesOf(camera));
      }
    }
  }

  /** An empty clip, or a sidecar that says what another said, is a recording of its own. */
  @ParameterizedTest
  @ValueSource(ints = {0, 300})
  void sameContentUnderAnotherNameIsAnotherRecordingOnceTheFirstIsReleased(int bytes)
      throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      for (String name : List.of("one.mp4", "two.mp4", "three.mp4")) {
        Path clip = rig.file(camera, name, footage(7, bytes));
        Files.setLastModifiedTime(clip, FileTime.from(RECORDED));
        boolean isOtherDock = name.equals("three.mp4");
        if (isOtherDock) {
          Files.delete(rig.folder.resolve("agent.db"));
          Files.setLastModifiedTime(clip, FileTime.from(RECORDED.plusSeconds(60)));
        }
        try (Agent agent = rig.start()) {
          rig.dock(1, camera, "BW-1");
          rig.await(agent, 1, BayState.CLEARED);
          rig.undock(1);
          rig.await(agent, 1, BayState.EMPTY);
        }
      }
      assertEquals(Set.of("one.mp4", "two.mp4", "three.mp4"), rig.gateway.originals().keySet());
    }
  }

  @Test
  void sameNameWithOtherContentIsAnotherRecording() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "one.mp4", footage(7, 5000));
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        rig.undock(1);
        rig.await(agent, 1, BayState.EMPTY);
        rig.file(camera, "one.mp4", footage(8, 5000));
        rig.file(camera, "two.mp4", footage(8, 5000));
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        assertEquals(3, rig.gateway.commits());
      }
    }
  }
}
