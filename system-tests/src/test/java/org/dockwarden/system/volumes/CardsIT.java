package org.dockwarden.system.volumes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dockwarden.system.fixture.Footage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cards are what they claim to be before anything of ours reads them. */
final class CardsIT {
  private static final long LARGE = 20_000_000;

  @TempDir Path work = Path.of("");

  @Test
  void aFatCardReadsTheSameMountedAndByMtools() throws Exception {
    readsTheSame(Cards.fat(work, LARGE));
  }

  @Test
  void anExfatCardReadsTheSameMountedAndByItsSpecification() throws Exception {
    readsTheSame(Cards.exfat(work, LARGE));
  }

  private void readsTheSame(CardImage card) throws Exception {
    card.check();
    assertTrue(card.pieces(Cards.FRAGMENTED) >= Cards.HOLES, card.kind());
    NavigableMap<String, String> expected = card.digests();
    assertEquals(7, expected.size(), expected::toString);
    assertEquals(Footage.sha256(work.resolve("pieces")), expected.get(Cards.FRAGMENTED));
    NavigableMap<String, String> mounted = new TreeMap<>();
    try (Mount mount = card.mount(work.resolve("volume"))) {
      for (Map.Entry<String, String> file : expected.entrySet()) {
        Path path = mount.root().resolve(file.getKey());
        assertTrue(Files.exists(path), file.getKey());
        mounted.put(file.getKey(), Footage.sha256(path));
      }
      assertEquals(expected, mounted, mount.means());
      for (String file : expected.keySet()) {
        Files.delete(mount.root().resolve(file));
      }
    }
    card.check();
    assertEquals(Map.of(), card.digests());
  }
}
