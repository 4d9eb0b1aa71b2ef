package org.dockwarden.system.campaign;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.dockwarden.system.campaign.FaultPlan.Fault;
import org.dockwarden.system.fixture.DockDaemon;
import org.dockwarden.system.fixture.Recording;
import org.dockwarden.system.fixture.Site;
import org.dockwarden.system.fixture.TestCamera;

/**
 * The operating system fails: strace(1) makes calls of the real agent, eraser or gateway return an
 * error. After a while both are killed and run without faults. At the end of each round every
 * recording is delivered once and as it was, and none was erased before its acknowledgement.
 */
final class FaultCampaign {
  private final FaultPlan plan;
  private final SplittableRandom random;
  private final PrintStream out;
  private final Site site;
  private final DockDaemon dock;
  private final TestCamera camera;
  private final Path trace;
  private int filmed;
  private int hits;

  FaultCampaign(FaultPlan plan, Site site, PrintStream out) throws IOException {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    this.out = out;
    this.site = site;
    this.dock = site.dock("dock-a");
    this.camera = site.camera("BW-0001");
    this.trace = site.folder().resolve("faults.strace");
  }

  /** Runs the plan in a folder that stays when it fails. */
  static void run(FaultPlan plan, Path folder, PrintStream out) throws Exception {
    out.println("fault campaign: " + plan + " in " + folder);
    try (Site site = new Site(folder)) {
      new FaultCampaign(plan, site, out).run();
    } catch (Exception | AssertionError e) {
      out.println("fault campaign FAILED: seed " + plan.seed() + ", kept: " + folder);
      throw e;
    }
  }

  private void run() throws Exception {
    site.gateway().launch();
    dock.launch();
    for (int round = 1; round <= plan.faults(); round++) {
      boolean atGateway = random.nextBoolean();
      Fault fault = Fault.any(random);
      String where = atGateway ? "gateway" : "agent";
      out.printf("%d: %s, %s: ", round, where, fault);
      List<Recording> recordings = film(round);
      if (atGateway) {
        site.gateway().kill();
        site.gateway().trace(fault.tracer(trace));
        site.gateway().launch();
      } else {
        dock.cutPower();
        dock.trace(fault.tracer(trace));
        dock.launch();
      }
      dock.dock(1, camera);
      suffer(recordings);
      mend();
      long injected = injected();
      hits += injected > 0 ? 1 : 0;
      out.printf("%d calls failed%n", injected);
      site.awaitReleased();
      dock.undock(1);
      dock.awaitBay(1, "empty");
      checkNothingErasedEarly();
    }
    dock.stop();
    site.gateway().stop();
    site.checkDelivered();
    assertTrue(hits > 0, "no fault ever hit a call");
    out.printf(
        "fault campaign: %d recordings delivered once, %d rounds, %d with failed calls%n",
        filmed, plan.faults(), hits);
  }

  private List<Recording> film(int round) throws IOException {
    List<Recording> recordings = new ArrayList<>();
    for (int number = 1; number <= FaultPlan.RECORDINGS; number++) {
      filmed++;
      String path = "DCIM/100MEDIA/REC_%04d_%d.MP4".formatted(round, number);
      long seed = plan.seed() * 1000 + filmed;
      recordings.add(camera.film(path, seed, random.nextInt(plan.largestBytes())));
    }
    return recordings;
  }

  /** Until all is released all the same, or patience ends. */
  private void suffer(List<Recording> recordings) throws InterruptedException {
    long end = System.nanoTime() + plan.patienceMillis() * 1_000_000L;
    while (System.nanoTime() < end && recordings.stream().anyMatch(Recording::isOnCamera)) {
      Thread.sleep(20);
    }
  }

  private long injected() throws IOException {
    try (Stream<String> lines = Files.lines(trace)) {
      return lines.filter(line -> line.contains("INJECTED")).count();
    }
  }

  /** Both start anew: a dock that was told of a full store would rest for a minute. */
  private void mend() throws IOException {
    site.gateway().kill();
    site.gateway().trace();
    site.gateway().launch();
    dock.cutPower();
    dock.trace();
    dock.launch();
  }

  private void checkNothingErasedEarly() throws IOException {
    for (Recording recording : site.recordings()) {
      assertTrue(
          recording.isOnCamera() || site.dems().hasAcknowledged(recording),
          () -> "I2: erased early: " + recording);
    }
    site.dems().check();
  }
}
