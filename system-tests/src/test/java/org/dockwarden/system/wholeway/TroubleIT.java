package org.dockwarden.system.wholeway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.system.fixture.Await;
import org.dockwarden.system.fixture.DockDaemon;
import org.dockwarden.system.fixture.Site;
import org.dockwarden.system.fixture.TestCamera;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong shows, loses nothing, and ends well once it is mended. */
final class TroubleIT {
  private static final Duration YEARS = Duration.ofDays(3 * 365);

  @TempDir Path folder = Path.of("");
  private Site site;
  private DockDaemon dock;
  private TestCamera camera;

  @BeforeEach
  void startSite() throws Exception {
    site = new Site(folder);
    dock = site.dock("dock-0001");
    camera = site.camera("BW-0042");
  }

  @AfterEach
  void endSite() throws Exception {
    site.close();
  }

  @Test
  void anAgentThatLosesAPartOfItselfEndsAndGoesOnWhenStartedAgain() throws Exception {
    Path broken = folder.resolve("broken/org/dockwarden/agent/journal");
    Files.createDirectories(broken);
    Files.createFile(broken.resolve("SealedRecording.class"));
    String options = "-Xbootclasspath/a:" + folder.resolve("broken");
    camera.film("DCIM/100MEDIA/REC_0001.MP4", 1, 100_000);
    site.gateway().start();
    dock.trace("env", "JDK_JAVA_OPTIONS=" + options);
    dock.start();
    dock.dock(1, camera);
    assertEquals(70, dock.process().awaitExit(), dock.process()::log);
    dock.trace();
    dock.start();
    site.awaitReleased();
    site.checkDelivered();
  }

  @Test
  void aDockOfAnotherAuthorityIsRefusedAndLosesNothing() throws Exception {
    isRefusedUntilMended(new TestPki("Somebody else's docks").dock("dock-0001"), "certificate");
  }

  @Test
  void anExpiredDockIsRefusedAndLosesNothing() throws Exception {
    Instant now = Instant.now();
    isRefusedUntilMended(
        site.docks().dock("dock-0001", now.minus(YEARS), now.minus(Duration.ofDays(1))),
        "certificate-expired");
  }

  @Test
  void aDockWhoseCertificateIsNotYetValidIsRefusedAndLosesNothing() throws Exception {
    Instant now = Instant.now();
    isRefusedUntilMended(
        site.docks().dock("dock-0001", now.plus(Duration.ofDays(1)), now.plus(YEARS)),
        "certificate-expired"); // RFC 8446, 6.2: expired, or not currently valid.
  }

  @Test
  void aRevokedDockIsRefusedAndLosesNothing() throws Exception {
    TestIdentity revoked = site.docks().dock("dock-0001");
    site.gateway().revoke(revoked);
    isRefusedUntilMended(revoked, "certificate-revoked");
  }

  @Test
  void aGatewayOfAnotherAuthorityGetsNothing() throws Exception {
    Path trust = dock.folder().resolve("gateway-ca.pem");
    String right = Files.readString(trust);
    Files.writeString(trust, new TestPki("Somebody else's servers").certificatePem());
    showsAndKeeps("gateway-untrusted");
    Files.writeString(trust, right);
    restartAndFinish();
  }

  @Test
  void receiptsOfAnotherSignerReleaseNothing() throws Exception {
    Path trust = dock.folder().resolve("receipt-ca.pem");
    String right = Files.readString(trust);
    Files.writeString(trust, new TestPki("Somebody else's receipts").certificatePem());
    showsAndKeeps("certificate-untrusted");
    assertFalse(camera.isEmpty());
    Files.writeString(trust, right);
    restartAndFinish();
  }

  @Test
  void aFullGatewayTakesNothingAndSaysSo() throws Exception {
    site.gateway().setReserve("900TiB");
    showsAndKeeps("gateway-store-full");
    assertTrue(site.gateway().admin("/healthz").contains("store"));
    site.gateway().stop();
    site.gateway().setReserve("0");
    site.gateway().start();
    restartAndFinish(); // An operator has been: a dock by itself tries again after a minute.
  }

  @Test
  void aFullSpoolWaitsForRoomAndLosesNothing() throws Exception {
    for (int number = 0; number < 8; number++) {
      camera.film("DCIM/100MEDIA/REC_000" + number + ".MP4", number, 600_000);
    }
    dock.setQuota("2MiB");
    dock.start();
    dock.dock(1, camera);
    awaitShown("spool-full");
    assertEquals(8, camera.recordings().stream().filter(it -> it.isOnCamera()).count());
    site.gateway().start();
    site.awaitReleased();
    site.checkDelivered();
  }

  private void isRefusedUntilMended(TestIdentity wrong, String shown) throws Exception {
    TestIdentity right = dock.identity();
    dock.carry(wrong);
    showsAndKeeps(shown);
    dock.carry(right);
    restartAndFinish();
  }

  /** The camera's footage is safe on the dock, stays on the camera, and the error is named. */
  private void showsAndKeeps(String error) throws Exception {
    camera.film("DCIM/100MEDIA/REC_0001.MP4", 1, 300_000);
    site.gateway().start();
    dock.start();
    dock.dock(1, camera);
    dock.awaitBay(1, "safe");
    awaitShown(error);
    assertFalse(camera.isEmpty());
  }

  private void awaitShown(String error) throws Exception {
    Await.until(
        "the dock shows " + error, () -> dock.status().toString().contains(error), dock::describe);
  }

  private void restartAndFinish() throws Exception {
    dock.stop();
    dock.start();
    site.awaitReleased();
    dock.awaitBay(1, "cleared", "ready");
    site.checkDelivered();
  }
}
