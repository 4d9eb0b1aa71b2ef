package org.dockwarden.system.campaign;

import java.nio.file.Path;
import org.dockwarden.system.fixture.Folders;
import org.junit.jupiter.api.Test;

/** The short form; {@code system-tests/campaign crash} is the long one. */
final class CrashCampaignIT {
  private static final CrashPlan SHORT = new CrashPlan(20261121, 12, 10, 3_000_000, 2_000);

  @Test
  void everyRecordingIsDeliveredOnceWhateverIsKilledWhen() throws Exception {
    Path folder = Folders.fresh(Path.of("target", "campaign-crash"));
    CrashCampaign.run(SHORT, folder, System.out);
    Folders.delete(folder);
  }
}
