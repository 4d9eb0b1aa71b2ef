package org.dockwarden.system.campaign;

import java.nio.file.Path;
import org.dockwarden.system.fixture.Folders;
import org.junit.jupiter.api.Test;

/** The short form; {@code system-tests/campaign faults} is the long one. */
final class FaultCampaignIT {
  private static final FaultPlan SHORT = new FaultPlan(20261121, 6, 9_000_000, 6_000);

  @Test
  void everyRecordingIsDeliveredOnceWhateverTheSystemRefuses() throws Exception {
    Path folder = Folders.fresh(Path.of("target", "campaign-faults"));
    FaultCampaign.run(SHORT, folder, System.out);
    Folders.delete(folder);
  }
}
