package org.dockwarden.system.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.system.fixture.DockDaemon;
import org.dockwarden.system.fixture.GatewayQuery;
import org.dockwarden.system.fixture.Recording;
import org.dockwarden.system.fixture.Site;
import org.dockwarden.system.fixture.TestCamera;

/**
 * Kills agent, eraser and gateway at random moments while cameras film, dock, leave and move, and
 * starts them again. At the end every recording is delivered once and as it was, and none was
 * erased before its acknowledgement and receipt (I2, I3, I5, I6).
 */
final class CrashCampaign {
  private final CrashPlan plan;
  private final SplittableRandom random;
  private final PrintStream out;
  private final Site site;
  private final List<DockDaemon> docks;
  private final List<TestCamera> cameras = new ArrayList<>();
  private final Map<TestCamera, Place> places = new HashMap<>();
  private final Map<Recording, Instant> gone = new HashMap<>();
  private final Map<String, Integer> kills = new HashMap<>();
  private int filmed;

  /** Where a camera is docked. */
  private record Place(DockDaemon dock, int bay) {}

  CrashCampaign(CrashPlan plan, Site site, PrintStream out) throws IOException {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    this.out = out;
    this.site = site;
    this.docks = List.of(site.dock("dock-a"), site.dock("dock-b"));
    for (int number = 1; number <= CrashPlan.CAMERAS; number++) {
      cameras.add(site.camera("BW-000" + number));
    }
  }

  /** Runs the plan in a folder that stays when it fails. */
  static void run(CrashPlan plan, Path folder, PrintStream out) throws Exception {
    out.println("crash campaign: " + plan + " in " + folder);
    try (Site site = new Site(folder)) {
      new CrashCampaign(plan, site, out).run();
    } catch (Exception | AssertionError e) {
      out.println("crash campaign FAILED: seed " + plan.seed() + ", kept: " + folder);
      throw e;
    }
  }

  private void run() throws Exception {
    site.gateway().launch();
    for (DockDaemon dock : docks) {
      dock.launch();
    }
    for (int kill = 1; kill <= plan.kills(); kill++) {
      film((long) plan.recordings() * kill / plan.kills());
      moveAbout(random.nextInt(plan.longestPauseMillis()));
      kill();
      checkNothingErasedEarly();
    }
    finish();
    out.printf("crash campaign: %d recordings delivered once, kills %s%n", filmed, kills);
  }

  /** Cameras that are not docked film until that many recordings exist. */
  private void film(long wanted) throws IOException {
    while (filmed < wanted) {
      TestCamera camera = cameras.get(random.nextInt(cameras.size()));
      undock(camera);
      int bytes = random.nextInt(5) == 0 ? 0 : random.nextInt(plan.largestBytes());
      int name = random.nextInt(40);
      String path = "DCIM/%dMEDIA/REC_%04d.MP4".formatted(100 + name / 20, name);
      if (isFree(camera, path, bytes)) {
        filmed++;
        camera.film(path, plan.seed() * 1000 + filmed, bytes);
      }
    }
  }

  /** A camera uses a name again once the file is gone; the same again would be no new recording. */
  private static boolean isFree(TestCamera camera, String path, int bytes) {
    return camera.recordings().stream()
        .filter(it -> it.path().equals(path))
        .noneMatch(it -> it.isOnCamera() || it.bytes() == bytes);
  }

  /** For that long, officers come and go. */
  private void moveAbout(long millis) throws IOException, InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    do {
      TestCamera camera = cameras.get(random.nextInt(cameras.size()));
      if (!places.containsKey(camera)) {
        dock(camera);
      } else if (random.nextInt(12) == 0) {
        undock(camera);
      }
      seeWhatIsGone();
      Thread.sleep(random.nextInt(30));
    } while (System.nanoTime() < end);
  }

  private void dock(TestCamera camera) throws IOException {
    Place place =
        new Place(docks.get(random.nextInt(docks.size())), 1 + random.nextInt(CrashPlan.BAYS));
    if (!places.containsValue(place)) {
      place.dock().dock(place.bay(), camera);
      places.put(camera, place);
    }
  }

  private void undock(TestCamera camera) throws IOException {
    Place place = places.remove(camera);
    if (place != null) {
      place.dock().undock(place.bay());
    }
  }

  private void kill() throws IOException {
    DockDaemon dock = docks.get(random.nextInt(docks.size()));
    switch (random.nextInt(7)) {
      case 0, 1 -> {
        count("gateway");
        site.gateway().kill();
        site.gateway().launch();
      }
      case 2, 3 -> {
        count("agent");
        dock.kill();
        dock.launch();
      }
      case 4 -> {
        count("agent with eraser");
        dock.cutPower();
        dock.launch();
      }
      case 5 -> {
        count("eraser");
        dock.process().children().forEach(ProcessHandle::destroyForcibly);
      }
      default -> {
        count("everything");
        site.gateway().kill();
        docks.forEach(DockDaemon::cutPower);
        site.gateway().launch();
        for (DockDaemon each : docks) {
          each.launch();
        }
      }
    }
  }

  private void count(String what) {
    kills.merge(what, 1, Integer::sum);
  }

  /** Everybody docks and stays; whatever is left must be released now. */
  private void finish() throws IOException, InterruptedException, GeneralSecurityException {
    film(plan.recordings());
    for (TestCamera camera : cameras) {
      while (!places.containsKey(camera)) {
        dock(camera);
      }
    }
    site.awaitReleased();
    seeWhatIsGone();
    checkNothingErasedEarly();
    checkReceipts();
    for (DockDaemon dock : docks) {
      dock.stop();
    }
    site.gateway().stop();
    assertEquals(plan.recordings(), site.recordings().size());
    site.checkDelivered();
  }

  private void seeWhatIsGone() {
    for (Recording recording : site.recordings()) {
      if (!recording.isOnCamera()) {
        gone.putIfAbsent(recording, Instant.now());
      }
    }
  }

  /** The acknowledgement must be there already whenever a file is not. */
  private void checkNothingErasedEarly() throws IOException {
    seeWhatIsGone();
    for (Recording recording : gone.keySet()) {
      assertTrue(site.dems().hasAcknowledged(recording), () -> "I2: erased early: " + recording);
    }
    site.dems().check();
  }

  /** Each has a delivered receipt that verifies and that is older than the file's end. */
  private void checkReceipts() throws IOException, InterruptedException, GeneralSecurityException {
    GatewayQuery query = new GatewayQuery(site, docks.getFirst().identity());
    for (Recording recording : site.recordings()) {
      List<Receipt> receipts = query.deliveredReceipts(List.of(recording));
      assertTrue(
          receipts.stream()
              .anyMatch(
                  it ->
                      it.original().hex().equals(recording.sha256())
                          && !it.issuedAt().isAfter(gone.getOrDefault(recording, Instant.MIN))),
          () -> "no older receipt of " + recording + " in " + receipts);
    }
  }
}
