package org.dockwarden.system.volumes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
public final class WholeCard {
  private WholeCard() {}

  static void deliver(CardImage card, Path work, PrintStream out) throws Exception {
    card.check();
    NavigableMap<String, String> expected = card.digests();
    try (Site site = new Site(work.resolve("site"))) {
      TestCamera camera = site.camera("BW-" + card.kind());
      try (Mount mount = card.mount(camera.volume())) {
        out.println(card.kind() + " card through " + mount.means());
        for (Map.Entry<String, String> file : expected.entrySet()) {
          long bytes = Files.size(mount.root().resolve(file.getKey()));
          camera.expect(file.getKey(), bytes, file.getValue());
        }
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
    }
    card.check();
    assertEquals(Map.of(), card.digests(), "left on the card");
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
