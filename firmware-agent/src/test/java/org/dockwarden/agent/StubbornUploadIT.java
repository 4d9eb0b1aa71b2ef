package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dockwarden.agent.gateway.FakeGateway;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that were begun and then find no way, while the gateway itself is well. */
final class StubbornUploadIT {
  /** As many as the agent sends at a time. */
  private static final int PARALLEL = 2;

  @TempDir private Path folder = Path.of("");

  /** Answers every chunk with "busy": only of the uploads that come first, or of all. */
  private static final class Busy extends FakeGateway.Faults {
    private final int most;
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    private Busy(int most) {
      this.most = most;
    }

    @Override
    public synchronized @Nullable ErrorCode answer(String method, String path) {
      if (!method.equals("PATCH")) {
        return null;
      }
      if (held.size() < most) {
        held.add(path);
      }
      return held.contains(path) ? ErrorCode.GATEWAY_BUSY : null;
    }
  }

  @Test
  @ExpectsLog("gateway")
  void uploadBegunAtOneAddressGoesOnAtAnother() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "one.mp4", footage(1));
      rig.gateway.faults(new Busy(Integer.MAX_VALUE));
      rig.dock(1, camera, "BW-1");
      try (Agent agent = rig.start()) {
        rig.await(agent, 1, BayState.SAFE);
        AgentRig.await(() -> rig.gateway.creations() == 1, () -> "no upload");
      }
      rig.gateway.faults(new FakeGateway.Faults());
      rig.gateway.move();
      rig.configure("1GiB");
      try (Agent agent = rig.start()) {
        rig.await(agent, 1, BayState.CLEARED);
      }
      assertEquals(1, rig.gateway.creations());
    }
  }

  @Test
  @ExpectsLog("gateway")
  void uploadsThatCannotSucceedDoNotHoldTheOthers() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      for (int number = 1; number <= PARALLEL + 2; number++) {
        rig.file(camera, number + ".mp4", footage(number));
      }
      rig.gateway.faults(new Busy(PARALLEL));
      rig.dock(1, camera, "BW-1");
      try (Agent agent = rig.start()) {
        AgentRig.await(() -> rig.gateway.recordings().size() == 2, () -> agent.files().toString());
        rig.gateway.faults(new FakeGateway.Faults());
        rig.await(agent, 1, BayState.CLEARED);
      }
    }
  }

  private static byte[] footage(int seed) {
    byte[] content = new byte[10_000];
    new Random(seed).nextBytes(content);
    return content;
  }
}
