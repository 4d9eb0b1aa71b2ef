package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.dockwarden.dock.bay.BayState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DockingIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void takesACameraFromDockedToReleased() throws Exception {
    byte[] long20 = new byte[20 << 20];
    new Random(1).nextBytes(long20);
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "DCIM/REC_1.mp4", long20);
      rig.file(camera, "DCIM/empty.mp4", new byte[0]);
      rig.file(camera, "log.txt", new byte[] {1, 2, 3});
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        assertEquals(List.of(), rig.filesOf(camera));
        assertEquals(3, rig.gateway.recordings().size());
        assertArrayEquals(long20, rig.gateway.originals().get("DCIM/REC_1.mp4"));
        assertEquals(0, agent.status().spool().objects());
        assertEquals(0, rig.gateway.openUploads());
        rig.undock(1);
        rig.await(agent, 1, BayState.EMPTY);
      }
    }
  }
}
