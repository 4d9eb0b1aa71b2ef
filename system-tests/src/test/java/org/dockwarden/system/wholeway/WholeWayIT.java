package org.dockwarden.system.wholeway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.dockwarden.system.fixture.Await;
import org.dockwarden.system.fixture.DockDaemon;
import org.dockwarden.system.fixture.Recording;
import org.dockwarden.system.fixture.Site;
import org.dockwarden.system.fixture.TestCamera;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras come, go and move between docks; every recording arrives once and only then goes. */
final class WholeWayIT {
  private static final String CLIP = "DCIM/100MEDIA/REC_0001.MP4";
  private static final int MIB = 1 << 20;

  @TempDir Path folder = Path.of("");
  private Site site;
  private DockDaemon here;
  private DockDaemon there;
  private TestCamera camera;

  @BeforeEach
  void startSite() throws Exception {
    site = new Site(folder);
    here = site.dock("dock-here");
    there = site.dock("dock-there");
    camera = site.camera("BW-0042");
  }

  @AfterEach
  void endSite() throws Exception {
    site.close();
  }

  @Test
  void deliversWhatACameraHoldsAndEmptiesIt() throws Exception {
    camera.film(CLIP, 1, 20 * MIB + 17);
    camera.film("DCIM/100MEDIA/REC_0001.XML", 2, 400);
    camera.film("DCIM/100MEDIA/REC_0002.MP4", 3, 0);
    camera.film("DCIM/101MEDIA/Überwachung 日本.MP4", 4, 1);
    camera.film("LOG/system.log", 5, 70_000);
    site.gateway().start();
    here.start();
    here.dock(3, camera);
    site.awaitReleased();
    here.awaitBay(3, "cleared", "ready");
    here.undock(3);
    here.awaitBay(3, "empty");
    here.stop();
    site.gateway().stop();
    site.checkDelivered();
  }

  @Test
  void keepsWhatADockingBroughtWhileTheGatewayIsDown() throws Exception {
    camera.film(CLIP, 1, 3 * MIB);
    here.start();
    here.dock(1, camera);
    here.awaitBay(1, "safe");
    here.undock(1);
    here.awaitBay(1, "empty");
    here.stop();
    site.gateway().start();
    here.start();
    awaitDelivered();
    long sent = site.link().passed();
    here.dock(1, camera);
    site.awaitReleased();
    assertTrue(site.link().passed() - sent < MIB, "sent again");
    site.checkDelivered();
  }

  @Test
  void recognisesACameraThatLeftEarlyInAnotherDock() throws Exception {
    camera.film(CLIP, 1, 3 * MIB);
    camera.film("DCIM/100MEDIA/REC_0002.MP4", 2, 10_000);
    site.dems().pause();
    site.gateway().start();
    here.start();
    there.start();
    here.dock(1, camera);
    here.awaitBay(1, "safe");
    here.undock(1);
    here.awaitBay(1, "empty");
    site.dems().resume();
    awaitDelivered();
    long sent = site.link().passed();
    there.dock(2, camera);
    site.awaitReleased();
    there.awaitBay(2, "cleared", "ready");
    assertTrue(site.link().passed() - sent < MIB, "sent again");
    site.checkDelivered();
  }

  @Test
  void deliversOnceWhatTwoDocksUpload() throws Exception {
    camera.film(CLIP, 1, 3 * MIB);
    here.start();
    there.start();
    here.dock(1, camera);
    here.awaitBay(1, "safe");
    here.undock(1);
    there.dock(1, camera);
    there.awaitBay(1, "safe");
    site.gateway().start();
    site.awaitReleased();
    awaitIdle(here);
    awaitIdle(there);
    site.checkDelivered();
  }

  @Test
  void deliversOnceWhatMovesInMidUpload() throws Exception {
    camera.film(CLIP, 1, 24 * MIB);
    here.setLimit("1MiB");
    site.gateway().start();
    here.start();
    there.start();
    here.dock(1, camera);
    Await.until("the upload runs", () -> site.link().passed() > MIB, site::describe);
    here.undock(1);
    there.dock(1, camera);
    site.awaitReleased();
    there.awaitBay(1, "cleared", "ready");
    site.checkDelivered();
  }

  @Test
  void resumesAfterTheNetworkBrokeInMidUpload() throws Exception {
    camera.film(CLIP, 1, 40 * MIB);
    site.gateway().start();
    here.start();
    site.link().cutOnceAfter(21 * MIB);
    here.dock(1, camera);
    site.awaitReleased();
    assertTrue(site.link().hasCut());
    assertTrue(site.link().passed() < 60 * MIB, "from the start again");
    site.checkDelivered();
  }

  @Test
  void takesTheSameNameWithOtherContentForAnotherRecording() throws Exception {
    site.gateway().start();
    here.start();
    Recording first = camera.film(CLIP, 1, 500_000);
    here.dock(1, camera);
    site.awaitReleased();
    here.undock(1);
    here.awaitBay(1, "empty");
    Recording second = camera.film(CLIP, 2, 500_000);
    here.dock(1, camera);
    site.awaitReleased();
    assertFalse(first.sha256().equals(second.sha256()));
    assertEquals(2, site.dems().bags().size());
    site.checkDelivered();
  }

  @Test
  void keepsTwoCamerasWithTheSameFilesApart() throws Exception {
    TestCamera other = site.camera("BW-0043");
    camera.film(CLIP, 1, 100_000);
    other.film(CLIP, 1, 100_000);
    site.gateway().start();
    here.start();
    here.dock(1, camera);
    here.dock(2, other);
    site.awaitReleased();
    site.checkDelivered();
  }

  @Test
  void releasesNothingWhileTheDemsIsSilent() throws Exception {
    camera.film(CLIP, 1, 100_000);
    site.dems().pause();
    site.gateway().start();
    here.start();
    here.dock(1, camera);
    Await.until("a bag appears", () -> !site.dems().bags().isEmpty(), site::describe);
    site.gateway().stop();
    site.gateway().start();
    here.stop();
    here.start();
    here.awaitBay(1, "safe");
    Await.until(
        "the recording waits to be confirmed",
        () -> backlog(here, "queued") == 0 && backlog(here, "awaitingReceipt") == 1,
        site::describe);
    assertFalse(camera.isEmpty());
    site.dems().resume();
    site.awaitReleased();
    site.checkDelivered();
  }

  private void awaitDelivered() throws InterruptedException {
    Await.until(
        "every recording is delivered",
        () -> site.recordings().stream().allMatch(site.dems()::hasAcknowledged),
        site::describe);
    Await.until(
        "the gateway has seen it",
        () -> backlog(here, "awaitingReceipt") == 0 && backlog(here, "queued") == 0,
        site::describe);
  }

  private void awaitIdle(DockDaemon dock) throws InterruptedException {
    Await.until(
        dock.id() + " has nothing to do",
        () -> backlog(dock, "queued") == 0 && backlog(dock, "awaitingReceipt") == 0,
        site::describe);
  }

  private static int backlog(DockDaemon dock, String member) throws Exception {
    return dock.status().path("backlog").path(member).asInt(-1);
  }
}
