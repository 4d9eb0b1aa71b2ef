package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.pki.SecretFile;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway that does not take the dock's certificate: said in the status, nothing is erased, and
 * all of it goes on once the certificate is mended.
 */
@ExpectsLog("gateway")
final class BadCertificateIT {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder = Path.of("");

  private static void enrol(AgentRig rig, TestIdentity dock) throws IOException {
    Files.writeString(rig.folder.resolve("dock.pem"), dock.certificatePem());
    SecretFile.write(rig.folder.resolve("dock.key"), dock.keyPem());
  }

  private static void assertHeldUntilMended(AgentRig rig, TestIdentity bad, String... named)
      throws Exception {
    TestIdentity good = rig.pki.dock("dock-0001");
    Path camera = rig.camera("a");
    byte[] content = {1, 2, 3, 4, 5};
    rig.file(camera, "one.mp4", content);
    enrol(rig, bad);
    try (Agent agent = rig.start()) {
      rig.dock(1, camera, "BW-1");
      rig.await(agent, 1, BayState.SAFE);
      AgentRig.await(
          () -> agent.status().gateway().error().filter(List.of(named)::contains).isPresent(),
          () -> agent.status().gateway().toString());
      assertTrue(
          agent.status().degradations().stream().anyMatch(line -> line.startsWith("gateway: ")));
      assertEquals(List.of("one.mp4"), rig.filesOf(camera));
      assertEquals(0, rig.gateway.creations());
    }
    enrol(rig, good);
    try (Agent agent = rig.start()) {
      rig.await(agent, 1, BayState.CLEARED);
      assertArrayEquals(content, rig.gateway.originals().get("one.mp4"));
      assertEquals(1, rig.gateway.commits());
      assertEquals(List.of(), agent.status().degradations());
    }
  }

  @Test
  void anExpiredOneHoldsAndIsNamed() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Instant now = Instant.now();
      TestIdentity bad = rig.pki.dock("dock-0001", now.minus(DAY.multipliedBy(9)), now.minus(DAY));
      assertHeldUntilMended(rig, bad, "certificate-expired", "certificate-untrusted");
    }
  }

  @Test
  void oneThatExpiresSoonShowsAndWorks() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Instant now = Instant.now();
      enrol(rig, rig.pki.dock("dock-0001", now.minus(DAY), now.plus(DAY.multipliedBy(13))));
      rig.file(rig.camera("a"), "one.mp4", new byte[] {1});
      try (Agent agent = rig.start()) {
        rig.dock(1, rig.camera("a"), "BW-1");
        rig.await(agent, 1, BayState.CLEARED);
        List<String> degradations = agent.status().degradations();
        assertEquals(1, degradations.size(), degradations.toString());
        assertTrue(degradations.getFirst().startsWith("the dock's certificate expires "));
      }
    }
  }

  @Test
  void oneThatIsNotYetValidHoldsAndIsNamed() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      Instant now = Instant.now();
      TestIdentity bad = rig.pki.dock("dock-0001", now.plus(DAY), now.plus(DAY.multipliedBy(9)));
      assertHeldUntilMended(rig, bad, "certificate-expired", "certificate-untrusted");
    }
  }

  @Test
  void oneOfAnotherAuthorityHoldsAndIsNamed() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      // Shown although the server's list of authorities does not name it: so it is said what is
      // wrong, not that nothing was shown.
      assertHeldUntilMended(rig, new TestPki("other").dock("dock-0001"), "certificate-untrusted");
    }
  }
}
