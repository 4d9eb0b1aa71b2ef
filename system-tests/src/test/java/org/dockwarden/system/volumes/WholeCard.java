package org.dockwarden.system.volumes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import org.dockwarden.evidence.manifest.FileMark;
import org.dockwarden.system.fixture.Bag;
import org.dockwarden.system.fixture.DockDaemon;
import org.dockwarden.system.fixture.Site;
import org.dockwarden.system.fixture.TestCamera;

/** Sends one card the whole way and compares with what the image itself says. */
final class WholeCard {
  private WholeCard() {}

  /** Fails unless each file arrives and goes; each wait may take that long. */
  static void deliver(CardImage card, Path work, Duration limit, PrintStream out) throws Exception {
    card.check();
    NavigableMap<String, String> expected = card.digests();
    Path folder = work.resolve("site");
    String serial = "BW-" + card.kind();
    boolean isCopy;
    try (Mount mount = card.mount(folder.resolve("cameras").resolve(serial));
        Site site = new Site(folder)) {
      out.println(card.kind() + " card through " + mount.means());
      site.setLimit(limit);
      long start = System.nanoTime();
      TestCamera camera = site.camera(serial);
      long total = 0;
      for (Map.Entry<String, String> file : expected.entrySet()) {
        long bytes = Files.size(mount.root().resolve(file.getKey()));
        camera.expect(file.getKey(), bytes, file.getValue());
        total += bytes;
      }
      deliver(site, camera);
      assertTrue(camera.isEmpty(), "left on the volume");
      isCopy = mount.isCopy();
      out.printf(
          "%s: %d files, %d bytes, %d s from docking to the last check: delivered and erased%n",
          card.kind(), expected.size(), total, (System.nanoTime() - start) / 1_000_000_000);
    }
    card.check();
    assertEquals(isCopy ? expected : Map.of(), card.digests(), "left on the card");
  }

  private static void deliver(Site site, TestCamera camera) throws Exception {
    DockDaemon dock = site.dock("dock-0001");
    site.gateway().start();
    dock.start();
    dock.dock(1, camera);
    site.awaitReleased();
    dock.awaitBay(1, "cleared", "ready");
    dock.undock(1);
    dock.awaitBay(1, "empty");
    site.checkDelivered();
    dock.stop();
    site.gateway().stop();
    assertEquals(Set.of(FileMark.EMPTY), marks(site, Cards.EMPTY));
    assertEquals(Set.of(FileMark.TRUNCATED), marks(site, Cards.TRUNCATED));
  }

  private static Set<FileMark> marks(Site site, String path) throws Exception {
    Set<FileMark> marks = new TreeSet<>();
    for (Bag bag : site.dems().bags()) {
      if (bag.manifest().file().path().text().equals(path)) {
        marks.addAll(bag.manifest().file().marks());
      }
    }
    return marks;
  }
}
