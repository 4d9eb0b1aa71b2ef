package org.dockwarden.gateway.verify;

import java.io.IOException;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.gateway.index.Commit;
import org.dockwarden.gateway.index.RecordingIndex;
import org.dockwarden.gateway.store.EvidenceStore;

/** Puts the bytes of a quarantined commit apart, with its papers. Safe to repeat. */
public final class Quarantine {
  private Quarantine() {}

  /** Moves bytes and papers; when this returns, they are durable where they now lie. */
  public static void move(EvidenceStore store, RecordingIndex index, Commit commit)
      throws IOException {
    store.quarantinePaper(commit.upload(), "manifest.json", commit.paper().document());
    store.quarantinePaper(commit.upload(), "manifest.json.p7s", commit.paper().signature());
    if (mayHoldTheName(index, commit)) {
      store.quarantine(commit.recording(), commit.upload());
    } else {
      store.quarantine(commit.upload());
    }
  }

  /**
   * Evidence of a recording that has come further is of the upload that the recording names: it is
   * never moved for another, not even when somebody has emptied the quarantine by hand.
   */
  private static boolean mayHoldTheName(RecordingIndex index, Commit commit) throws IOException {
    return index
        .recording(commit.recording())
        .filter(it -> it.state() == RecordingState.COMMITTED || it.upload().equals(commit.upload()))
        .isPresent();
  }
}
