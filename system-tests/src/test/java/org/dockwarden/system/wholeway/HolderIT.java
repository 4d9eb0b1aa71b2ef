package org.dockwarden.system.wholeway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.assignment.AttributionBasis;
import org.dockwarden.evidence.assignment.AttributionJson;
import org.dockwarden.evidence.assignment.AttributionRule;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.wire.Holdings.Held;
import org.dockwarden.system.fixture.Await;
import org.dockwarden.system.fixture.Bag;
import org.dockwarden.system.fixture.DockDaemon;
import org.dockwarden.system.fixture.GatewayQuery;
import org.dockwarden.system.fixture.Recording;
import org.dockwarden.system.fixture.Site;
import org.dockwarden.system.fixture.TestCamera;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who held a camera: from a card at one dock to a bag that came by another one. */
final class HolderIT {
  private static final String CARD_OF_ALYS = "04A1B2C3D4E501";
  private static final OfficerId ALYS = new OfficerId("N1001");
  private static final String OFFICERS =
      """
      officer,name,force,card,personal
      N1001,Alys Rhys,north,04A1B2C3D4E501,
      S2001,Carys Lloyd,south,04A1B2C3D4E502,
      """;

  /** Names the last wearer whom somebody typed into the camera: it must not matter. */
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'DCIM/100MEDIA/S2001_BWC7_'uuuuMMddHHmmss'_0001.mp4'")
          .withZone(ZoneOffset.UTC);

  @TempDir Path folder = Path.of("");
  private Site site;
  private DockDaemon here;
  private DockDaemon there;
  private TestCamera camera;

  @BeforeEach
  void startSite() throws Exception {
    site = new Site(folder);
    camera = site.camera("BW-0042");
    site.gateway().start();
    site.gateway().importOfficers(OFFICERS);
    here = startDock("dock-here");
    there = startDock("dock-there");
  }

  @AfterEach
  void endSite() throws Exception {
    site.close();
  }

  private DockDaemon startDock(String id) throws Exception {
    DockDaemon dock = site.dock(id);
    dock.issueCameras();
    dock.start();
    return dock;
  }

  @Test
  void attributesWhatWasFilmedToTheOfficerWhoseCardWasShown() throws Exception {
    Instant before = Instant.now().minus(Duration.ofHours(1));
    Recording unheard = film(before, 1);
    here.dock(1, camera);
    here.awaitBay(1, "offloading", "safe", "cleared", "ready");
    Instant known = Instant.now();
    here.awaitBay(1, "cleared", "ready");
    take(1, CARD_OF_ALYS);
    Recording held = film(awaitUndoubted(known), 2);
    Recording earlier = film(before.plusSeconds(60), 3);
    there.dock(4, camera);
    site.awaitReleased();
    there.awaitBay(4, "cleared", "ready");
    Attribution attribution = attribution(held);
    assertEquals(Optional.of(ALYS), attribution.officer());
    assertEquals(AttributionBasis.ISSUED, attribution.basis());
    assertEquals(
        List.of("dock-here", "dock-here"),
        attribution.events().stream().limit(2).map(event -> event.dock().text()).toList());
    assertSaid(held, "N1001", "issued");
    for (Recording nobodys : List.of(unheard, earlier)) {
      assertEquals(Optional.empty(), attribution(nobodys).officer());
      assertSaid(nobodys, "unknown", "no-event");
    }
    site.checkDelivered();
  }

  private Recording film(Instant at, long seed) throws IOException {
    return camera.film(NAME.format(at), seed, 200_000);
  }

  /** The card is shown, the bay signals, and its camera is taken; the gateway has heard of it. */
  private void take(int bay, String card) throws Exception {
    here.tap(card);
    Await.until(
        "bay " + bay + " signals", () -> here.bay(bay).path("finding").asBoolean(), here::describe);
    here.undock(bay);
    GatewayQuery query = new GatewayQuery(site, here.identity());
    Await.until(
        "the gateway has heard who took it",
        () -> query.holdings().held().stream().map(Held::camera).toList().contains(camera.id()),
        site::describe);
  }

  /**
   * A moment with the officer, as a file name tells it, so late that what was before the first
   * docking is out of the question.
   */
  private static Instant awaitUndoubted(Instant known) throws InterruptedException {
    Instant first = known.plus(AttributionRule.TOLERANCE).plusSeconds(1);
    Await.until("the camera was out for long enough", () -> Instant.now().isAfter(first));
    return Instant.now();
  }

  private Attribution attribution(Recording recording) throws IOException {
    return AttributionJson.decode(
        Files.readAllBytes(bag(recording).folder().resolve("dockwarden/attribution.json")));
  }

  /** The bag says so to whoever reads no JSON, and the verifier comes to the same by itself. */
  private void assertSaid(Recording recording, String officer, String basis) throws Exception {
    Bag bag = bag(recording);
    String facts = Files.readString(bag.folder().resolve("bag-info.txt"));
    assertTrue(facts.contains("\nDockwarden-Officer: " + officer + "\n"), facts);
    assertTrue(facts.contains("\nDockwarden-Officer-Basis: " + basis + "\n"), facts);
    String verdict = site.verify(bag);
    assertTrue(verdict.contains("officer " + officer + ", " + basis + ", "), verdict);
  }

  private Bag bag(Recording recording) throws IOException {
    return site.dems().bags().stream()
        .filter(bag -> bag.holds(recording))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no bag of " + recording));
  }
}
