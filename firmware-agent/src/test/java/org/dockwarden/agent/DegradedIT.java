package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.dockwarden.agent.gateway.FakeGateway;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I7: what does not get better by itself shows for as long as it lasts. */
final class DegradedIT {
  @TempDir private Path folder = Path.of("");

  @Test
  @ExpectsLog("gateway")
  void receiptsThatAreNotTrustedShowForAsLongAsTheyCome() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Files.writeString(folder.resolve("other.pem"), new TestPki("other").certificatePem());
      Path toml = folder.resolve("agent.toml");
      Files.writeString(
          toml,
          Files.readString(toml)
              .replace("[receipts]\ntrust = \"ca.pem\"", "[receipts]\ntrust = \"other.pem\""));
      Path camera = rig.camera("a");
      rig.file(camera, "one.mp4", footage(10_000));
      rig.dock(1, camera, "BW-1");
      try (Agent agent = rig.start()) {
        rig.await(agent, 1, BayState.SAFE);
        awaitSteady(agent, "gateway: certificate-untrusted");
      }
      assertEquals(List.of("one.mp4"), rig.filesOf(camera));
    }
  }

  @Test
  @ExpectsLog("eraser: exit 9")
  void anEraserThatDoesItsWorkAndFailsAfterwardsShows() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path toml = folder.resolve("agent.toml");
      String wrapped = "eraser = [\"/bin/sh\", \"-c\", \"\\\"$@\\\"; exit 9\", \"sh\", \"";
      Files.writeString(toml, Files.readString(toml).replace("eraser = [\"", wrapped));
      Path camera = rig.camera("a");
      rig.file(camera, "one.mp4", footage(10_000));
      rig.dock(1, camera, "BW-1");
      try (Agent agent = rig.start()) {
        rig.await(agent, 1, BayState.CLEARED);
        awaitSteady(agent, "eraser: exit 9");
      }
    }
  }

  @Test
  void aKeyFileThatOthersMayReadShowsUntilItIsClosed() throws Exception {
    try (AgentRig rig = new AgentRig(folder);
        Agent agent = rig.start()) {
      Path key = folder.resolve("dock.key");
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
      assertTrue(
          agent.status().degradations().stream().anyMatch(it -> it.startsWith("gateway.key: ")));
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      assertTrue(
          agent.status().degradations().stream().noneMatch(it -> it.startsWith("gateway.key: ")));
    }
  }

  /** Seen at each of many looks in a row. */
  private static void awaitSteady(Agent agent, String degradation) throws Exception {
    int[] inARow = {0};
    AgentRig.await(
        () -> {
          inARow[0] = agent.status().degradations().contains(degradation) ? inARow[0] + 1 : 0;
          return inARow[0] == 20;
        },
        () -> agent.status().toString());
  }

  @Test
  @ExpectsLog("gateway|spool-corrupt|quarantined")
  void anObjectThatTheDiskLostShowsAndHoldsNoOther() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Path camera = rig.camera("a");
      rig.file(camera, "urgent.mp4", footage(20_000));
      rig.file(camera, "one.mp4", footage(10_000));
      rig.file(camera, "two.mp4", footage(10_001));
      rig.gateway.faults(
          new FakeGateway.Faults() {
            @Override
            public @Nullable ErrorCode answer(String method, String path) {
              return method.equals("PATCH") ? ErrorCode.GATEWAY_BUSY : null;
            }
          });
      rig.dock(1, camera, "BW-1");
      try (Agent agent = rig.start()) {
        rig.await(agent, 1, BayState.SAFE);
      }
      truncateLargest(folder.resolve("spool"));
      rig.undock(1);
      rig.gateway.faults(new FakeGateway.Faults());
      try (Agent agent = rig.start()) {
        AgentRig.await(() -> rig.gateway.recordings().size() == 2, () -> agent.status().toString());
        AgentRig.await(
            () -> agent.status().backlog().quarantined() == 1, () -> agent.status().toString());
        awaitSteady(agent, "1 recordings quarantined");
      }
    }
  }

  private static void truncateLargest(Path spool) throws IOException {
    try (var names = Files.list(spool)) {
      for (Path object : names.filter(Files::isRegularFile).toList()) {
        if (Files.size(object) > 20_000) {
          try (FileChannel file = FileChannel.open(object, StandardOpenOption.WRITE)) {
            file.truncate(100);
          }
        }
      }
    }
  }

  @Test
  @ExpectsLog("broker")
  void aBrokerAddressThatIsNoneShowsAndEndsNothing() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      rig.configureMore(
          """
          [health]
          brokers = ["nonsense"]
          group = "group"
          start_spread = "0s"
          trust = "ca.pem"
          certificate = "dock.pem"
          key = "dock.key"
          """);
      try (Agent agent = rig.start()) {
        AgentRig.await(
            () -> agent.status().degradations().toString().contains("nonsense"),
            () -> "no problem");
      }
    }
  }

  private static byte[] footage(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }
}
