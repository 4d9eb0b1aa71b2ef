package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.nio.file.Path;
import java.util.List;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.TestDems;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Library of Congress's reader and verifier of bags accepts ours (B-1 to B-3). */
class BagValidityIT {
  private static final List<String> NAMES =
      List.of(
          "REC_0001.MP4",
          "A B  C.MP4",
          "Ü 日本 😀.MP4",
          ".hidden",
          "end.",
          "a\\b:c*d?.MP4",
          "A%0A%0DB%25.MP4",
          "-rf",
          "a".repeat(255));

  @TempDir Path folder;

  @Test
  void acceptsBagsWithEveryKindOfName() throws Exception {
    GatewayFolder made = new GatewayFolder(folder);
    TestDems dems = new TestDems(folder);
    try (Gateway gateway = made.start();
        TestDock dock =
            new TestDock(
                made.docks().dock("dock-0001"), made.gateways().certificate(), gateway.address())) {
      for (int i = 0; i < NAMES.size(); i++) {
        String path = "DCIM/" + NAMES.get(i);
        Clip clip = Clip.of(made.identity().recipient(), "dock-0001", path, 100 * i, i);
        var _ = dock.sendUntil(clip, RecordingState.RECEIPTED);
      }
      while (dems.bags().size() < NAMES.size()) {
        Thread.onSpinWait();
      }
    }
    assertEquals(NAMES.size(), dems.bags().size());
    try (BagVerifier verifier = new BagVerifier()) {
      for (String bag : dems.bags()) {
        verifier.isValid(new BagReader().read(dems.bag(bag)), false);
      }
    }
  }
}
