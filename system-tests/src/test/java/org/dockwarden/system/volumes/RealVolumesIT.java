package org.dockwarden.system.volumes;

import java.nio.file.Path;
import org.dockwarden.system.fixture.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real file systems through the whole way. The size of the largest file is 40 MB here; {@code
 * system-tests/campaign volumes} does the same with 4 GiB − 1.
 */
final class RealVolumesIT {
  private static final long LARGE = 40_000_000;

  @TempDir Path work = Path.of("");

  @Test
  void aFatCardIsDeliveredAndEmptied() throws Exception {
    WholeCard.deliver(Cards.fat(work, LARGE), work, Await.LIMIT, System.out);
  }

  @Test
  void anExfatCardIsDeliveredAndEmptied() throws Exception {
    WholeCard.deliver(Cards.exfat(work, LARGE), work, Await.LIMIT, System.out);
  }
}
