package org.dockwarden.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dockwarden.agent.gateway.FakeGateway;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong around a dock: named, shown, and nothing lost. */
final class BadInputIT {
  /** In every original, so that a search over the dock's disk proves I6. */
  private static final String MARKER = "PLAINTEXT-MARKER-6b1f";

  @TempDir private Path folder = Path.of("");

  private static byte[] footage(int seed, int bytes) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    byte[] marker = MARKER.getBytes(UTF_8);
    System.arraycopy(marker, 0, content, 0, Math.min(marker.length, bytes));
    return content;
  }

  private void assertNoPlaintextOnTheDock(AgentRig rig) throws IOException {
    List<Path> files = new ArrayList<>();
    try (var spool = Files.walk(rig.folder.resolve("spool"));
        var top = Files.list(rig.folder)) {
      spool.filter(Files::isRegularFile).forEach(files::add);
      top.filter(file -> file.getFileName().toString().startsWith("agent.db")).forEach(files::add);
    }
    for (Path file : files) {
      String content = new String(Files.readAllBytes(file), ISO_8859_1);
      assertFalse(content.contains(MARKER), file.toString());
    }
  }

  @Test
  void keepsEveryNameThatACameraCanHave() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "new\nline.mp4", footage(1, 100));
      rig.file(camera, "x".repeat(251) + ".mp4", footage(2, 100));
      rig.file(camera, "..%2F..%2Fetc.mp4", footage(3, 100));
      Path raw = Path.of(URI.create(camera.toUri() + "bad%FF%FEname.mp4"));
      Files.write(raw, footage(4, 100));
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        Map<String, byte[]> originals = rig.gateway.originals();
        assertArrayEquals(footage(1, 100), originals.get("new%0Aline.mp4"));
        assertArrayEquals(footage(4, 100), originals.get("bad%FF%FEname.mp4"));
        assertEquals(4, originals.size());
        assertEquals(List.of(), rig.filesOf(camera));
      }
    }
  }

  @Test
  void aCameraPulledMidFileKeepsItsFileAndLeavesNothingBehind() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      byte[] big = footage(5, 48 << 20);
      rig.file(camera, "big.mp4", big);
      rig.configure("1GiB");
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        AgentRig.await(() -> agent.bays().getFirst().readBytes() > 0, () -> "nothing read");
        rig.undock(1);
        rig.await(agent, 1, BayState.EMPTY);
        assertTrue(Files.exists(camera.resolve("big.mp4")));
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        assertArrayEquals(big, rig.gateway.originals().get("big.mp4"));
        AgentRig.await(() -> rig.gateway.openUploads() == 0, () -> "an upload is left");
        assertNoPlaintextOnTheDock(rig);
      }
    }
  }

  @Test
  @ExpectsLog("quarantined|gateway")
  void aReceiptForOtherContentErasesNothing() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "one.mp4", footage(9, 5000));
      rig.gateway.faults(
          new FakeGateway.Faults() {
            @Override
            public Receipt receipt(Receipt honest) {
              return new Receipt(
                  honest.stage(),
                  honest.recording(),
                  honest.originalBytes() + 1,
                  honest.original(),
                  honest.sealedBytes(),
                  honest.sealed(),
                  honest.manifest(),
                  honest.gateway(),
                  honest.issuedAt(),
                  honest.custody(),
                  honest.delivery());
            }
          });
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        var bay = rig.await(agent, 1, BayState.FAULT);
        assertEquals(Optional.of(BayReason.QUARANTINED), bay.bay().reason());
        assertEquals(LightPattern.FAULT, bay.bay().light());
        assertEquals(List.of("one.mp4"), rig.filesOf(camera));
        assertEquals("quarantined receipt-mismatch", agent.files().getFirst().state());
        assertEquals(1, agent.status().spool().objects());
        assertNoPlaintextOnTheDock(rig);
      }
    }
  }

  @Test
  void aFullSpoolHoldsTheBayAndGoesOn() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      rig.configure("3MiB");
      Path camera = rig.camera("a");
      for (int file = 0; file < 4; file++) {
        rig.file(camera, "clip-" + file + ".mp4", footage(20 + file, 2 << 20));
      }
      AtomicInteger held = new AtomicInteger();
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        AgentRig.await(
            () -> {
              var bay = agent.bays().getFirst();
              if (bay.heldBy().equals(Optional.of(ErrorCode.SPOOL_FULL))) {
                held.incrementAndGet();
                assertEquals(LightPattern.WORKING, bay.bay().light());
              }
              return bay.bay().state() == BayState.CLEARED;
            },
            () -> agent.bays() + " " + agent.files());
        assertTrue(held.get() > 0);
        assertEquals(4, rig.gateway.recordings().size());
      }
    }
  }

  @Test
  @ExpectsLog("gateway")
  void goesOnAfterEveryKindOfGatewayError() throws Exception {
    List<ErrorCode> once =
        Collections.synchronizedList(
            new ArrayList<>(
                List.of(
                    ErrorCode.GATEWAY_BUSY,
                    ErrorCode.INTERNAL_ERROR,
                    ErrorCode.CHECKSUM_MISMATCH,
                    ErrorCode.OFFSET_MISMATCH,
                    ErrorCode.UPLOAD_GONE,
                    ErrorCode.CHUNK_INTERRUPTED,
                    ErrorCode.UPLOAD_LOCKED)));
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      byte[] long20 = footage(30, 20 << 20);
      rig.file(camera, "one.mp4", long20);
      rig.gateway.faults(
          new FakeGateway.Faults() {
            @Override
            public @Nullable ErrorCode answer(String method, String path) {
              return method.equals("PATCH") && !once.isEmpty() ? once.removeFirst() : null;
            }
          });
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        assertArrayEquals(long20, rig.gateway.originals().get("one.mp4"));
        assertTrue(once.isEmpty());
      }
    }
  }

  @Test
  @ExpectsLog("failed|gateway")
  void whatTheGatewayRejectsIsKeptAndShown() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "one.mp4", footage(31, 5000));
      rig.file(camera, "two.mp4", footage(32, 6000));
      Map<String, Boolean> seen = new ConcurrentHashMap<>();
      rig.gateway.faults(
          new FakeGateway.Faults() {
            @Override
            public @Nullable ErrorCode answer(String method, String path) {
              boolean first = method.equals("PUT") && seen.putIfAbsent("put", true) == null;
              return first ? ErrorCode.UPLOAD_COMMITTED : null;
            }
          });
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        var bay = rig.await(agent, 1, BayState.FAULT);
        assertEquals(Optional.of(BayReason.QUARANTINED), bay.bay().reason());
        AgentRig.await(() -> rig.filesOf(camera).size() == 1, () -> "the other goes on");
        rig.undock(1);
        rig.await(agent, 1, BayState.EMPTY);
        // Docked once more it is sealed again, and this time it is taken.
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        assertEquals(2, rig.gateway.recordings().size());
      }
    }
  }

  @Test
  @ExpectsLog("journal-corrupt|set aside|gateway")
  void aCorruptJournalIsSetAsideAndNothingIsLost() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "one.mp4", footage(33, 5000));
      rig.gateway.faults(
          new FakeGateway.Faults() {
            @Override
            public @Nullable ErrorCode answer(String method, String path) {
              return ErrorCode.GATEWAY_BUSY;
            }
          });
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.SAFE);
      }
      byte[] journal = Files.readAllBytes(rig.folder.resolve("agent.db"));
      Arrays.fill(journal, 0, journal.length, (byte) 0x5a);
      Files.write(rig.folder.resolve("agent.db"), journal);
      rig.gateway.faults(new FakeGateway.Faults());
      try (Agent agent = rig.start()) {
        rig.await(agent, 1, BayState.CLEARED);
        assertEquals(1, agent.status().spool().asideObjects());
        assertTrue(
            agent.status().degradations().stream()
                .anyMatch(line -> line.contains("journal-corrupt")));
        assertEquals(1, rig.gateway.recordings().size());
        assertNoPlaintextOnTheDock(rig);
      }
    }
  }

  @Test
  @ExpectsLog("journal-failed|SQLITE_BUSY|cannot start a transaction")
  void aJournalThatCannotBeWrittenIsAFaultUntilItCan() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "one.mp4", footage(35, 5000));
      try (Agent agent = rig.start();
          Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + rig.folder.resolve("agent.db"));
          Statement lock = other.createStatement()) {
        lock.execute("BEGIN IMMEDIATE");
        rig.dock(1, camera, "BW-1");
        var bay = rig.await(agent, 1, BayState.FAULT);
        assertEquals(Optional.of(BayReason.JOURNAL_FAILED), bay.bay().reason());
        assertEquals(LightPattern.FAULT, bay.bay().light());
        assertEquals(List.of("one.mp4"), rig.filesOf(camera));
        assertEquals(0, rig.gateway.creations());
        lock.execute("ROLLBACK");
        rig.await(agent, 1, BayState.CLEARED);
        assertArrayEquals(footage(35, 5000), rig.gateway.originals().get("one.mp4"));
      }
    }
  }

  @Test
  @ExpectsLog("gateway")
  void aGatewayThatIsNotTrustedGetsNothing() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "one.mp4", footage(34, 5000));
      Files.writeString(
          rig.folder.resolve("agent.toml"),
          Files.readString(rig.folder.resolve("agent.toml"))
              .replaceFirst("trust = \"ca.pem\"", "trust = \"other.pem\""));
      Files.writeString(rig.folder.resolve("other.pem"), new TestPki("other").certificatePem());
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.SAFE);
        AgentRig.await(
            () -> agent.status().gateway().error().equals(Optional.of("gateway-untrusted")),
            () -> agent.status().gateway().toString());
        assertEquals(0, rig.gateway.creations());
        assertEquals(List.of("one.mp4"), rig.filesOf(camera));
      }
    }
  }

  @Test
  @ExpectsLog("gateway")
  void aGatewayOfAnotherHostGetsNothing() throws Exception {
    try (AgentRig rig = new AgentRig(folder, pki -> pki.serverElsewhere("gateway-1"))) {
      Path camera = rig.camera("a");
      rig.file(camera, "one.mp4", footage(36, 5000));
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1");
        rig.await(agent, 1, BayState.SAFE);
        AgentRig.await(
            () -> agent.status().gateway().error().equals(Optional.of("gateway-untrusted")),
            () -> agent.status().gateway().toString());
        assertEquals(0, rig.gateway.creations());
      }
    }
  }

  @Test
  @ExpectsLog("refused")
  void aDeviceThatIsNoCameraIsRefused() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      try (Agent agent = rig.start()) {
        Path camera = rig.camera("a");
        rig.dock(1, camera, "BW-1");
        Path file = rig.folder.resolve("bays/bay-2.toml");
        Files.writeString(
            file,
            Files.readString(rig.folder.resolve("bays/bay-1.toml"))
                .replace("interface_classes = [8]", "interface_classes = [8, 3]"));
        var bay = rig.await(agent, 2, BayState.REFUSED);
        assertEquals(Optional.of(BayReason.FORBIDDEN_INTERFACE), bay.bay().reason());
        assertEquals(LightPattern.REFUSED, bay.bay().light());
      }
    }
  }
}
