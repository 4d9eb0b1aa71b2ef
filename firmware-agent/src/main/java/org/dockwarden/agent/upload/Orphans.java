package org.dockwarden.agent.upload;

import java.io.IOException;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.journal.RecordingJournal.Orphan;
import org.dockwarden.agent.spool.Spool;

/**
 * Removes what sealing left when it was given up: the object, whose file key is gone, and its
 * upload at the gateway. After a crash the journal still knows both.
 */
final class Orphans {
  private final TusClient tus;
  private final RecordingJournal journal;
  private final Spool spool;
  private final UploadClaims claims;

  Orphans(TusClient tus, RecordingJournal journal, Spool spool, UploadClaims claims) {
    this.tus = tus;
    this.journal = journal;
    this.spool = spool;
    this.claims = claims;
  }

  void sweep() throws IOException, InterruptedException {
    for (Orphan orphan : journal.orphans()) {
      // The list may be older than the object's last step. Who is not active will never be again,
      // so what the journal says after that look is its last word.
      if (!claims.isActive(orphan.object()) && journal.isOrphan(orphan.object())) {
        remove(orphan);
      }
    }
  }

  private void remove(Orphan orphan) throws IOException, InterruptedException {
    spool.delete(orphan.object());
    if (orphan.upload().isPresent()) {
      try {
        tus.terminate(orphan.upload().get());
      } catch (GatewayException e) {
        return; // Not now: the journal keeps it for the next sweep, and the gateway expires it.
      }
    }
    claims.forgetUpload(orphan.object());
    journal.drop(orphan.object());
  }
}
