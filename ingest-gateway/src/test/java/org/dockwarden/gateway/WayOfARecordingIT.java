package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.TestDems;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upload to delivered receipt over real TLS. */
class WayOfARecordingIT {
  private static final int BYTES = 9 * 1024 * 1024 + 17; // Two segments.

  @TempDir Path folder;

  @Test
  void deliversWhatWasUploadedAndGivesBothReceipts() throws Exception {
    GatewayFolder made = new GatewayFolder(folder);
    TestDems dems = new TestDems(folder);
    try (Gateway gateway = made.start();
        TestDock dock =
            new TestDock(
                made.docks().dock("dock-0001"), made.gateways().certificate(), gateway.address())) {
      Clip clip =
          Clip.of(made.identity().recipient(), "dock-0001", "DCIM/100MEDIA/REC_0001.MP4", BYTES, 1);
      RecordingStatus stored = dock.sendUntil(clip, RecordingState.RECEIPTED);
      assertEquals(Stage.STORED, receipt(made, stored, 0).stage());
      while (dems.bags().isEmpty()) {
        dock.status(clip.manifest().recordingId());
      }
      String bag = dems.bags().getFirst();
      assertArrayEquals(clip.original(), dems.payload(bag));
      dems.accept(bag);
      RecordingStatus delivered =
          dock.await(clip.manifest().recordingId(), RecordingState.DELIVERED);
      Receipt receipt = receipt(made, delivered, 1);
      assertEquals(Stage.DELIVERED, receipt.stage());
      assertEquals(clip.manifest().file().digest(), receipt.original());
      assertEquals(clip.manifest().sealed().digest(), receipt.sealed());
      assertEquals(new DockId("dock-0001"), clip.manifest().docking().dock());
    }
  }

  private static Receipt receipt(GatewayFolder made, RecordingStatus status, int index)
      throws Exception {
    DocumentVerifier verifier =
        new DocumentVerifier(Set.of(made.gateways().certificate()), List.of());
    verifier.verify(status.receipts().get(index), Instant.now());
    return ReceiptJson.decode(status.receipts().get(index).document());
  }
}
