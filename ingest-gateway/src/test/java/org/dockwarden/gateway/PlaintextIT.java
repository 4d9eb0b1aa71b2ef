package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.TestDems;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I6: what the gateway opens to verify it, it keeps in memory; only a bag has it in the clear. */
class PlaintextIT {
  private static final String MARKER = "<PLAINTEXT-FOOTAGE>";

  @TempDir Path folder;
  private GatewayFolder made;
  private Gateway gateway;
  private TestDock dock;
  private Clip clip;

  @BeforeEach
  void makeClip() throws Exception {
    made = new GatewayFolder(folder);
    byte[] original = MARKER.repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    clip = Clip.sealed(made.identity().recipient(), "dock-0001", "DCIM/A.MP4", original);
    start();
  }

  private void start() throws IOException {
    gateway = made.start();
    dock =
        new TestDock(
            made.docks().dock("dock-0001"), made.gateways().certificate(), gateway.address());
  }

  @AfterEach
  void stop() {
    dock.close();
    gateway.close();
  }

  /** Files that have the marker, relative to the gateway's folder. */
  private List<String> readable() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .filter(PlaintextIT::hasMarker)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private static boolean hasMarker(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(MARKER);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void liesNowhereBeforeDelivery() throws Exception {
    stop();
    Path settings = folder.resolve("gateway.toml");
    String text = Files.readString(settings);
    Files.writeString(
        settings,
        text.substring(0, text.indexOf("[delivery.bagit]")) + "[delivery]\nconnector = \"none\"\n");
    start();
    dock.sendUntil(clip, RecordingState.RECEIPTED);
    assertEquals(List.of(), readable());
  }

  @Test
  @ExpectsLog("quarantined")
  void liesNowhereWhenItIsQuarantined() throws Exception {
    byte[] rotten = clip.sealed().clone();
    rotten[rotten.length - 1] ^= 1;
    TestDock.expect(202, dock.commit(dock.upload(rotten), dock.sign(clip)));
    dock.await(clip.manifest().recordingId(), RecordingState.QUARANTINED);
    assertEquals(List.of(), readable());
  }

  @Test
  void liesInTheBagAloneAfterDelivery() throws Exception {
    dock.sendUntil(clip, RecordingState.RECEIPTED);
    TestDems dems = new TestDems(folder);
    while (dems.bags().isEmpty()) {
      dock.status(clip.manifest().recordingId());
    }
    String bag = dems.bags().getFirst();
    dems.accept(bag);
    dock.await(clip.manifest().recordingId(), RecordingState.DELIVERED);
    assertEquals(List.of("dems/" + bag + "/data/A.MP4"), readable());
  }
}
