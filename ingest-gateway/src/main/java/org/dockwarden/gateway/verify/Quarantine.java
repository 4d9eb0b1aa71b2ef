package org.dockwarden.gateway.verify;

import java.io.IOException;
import org.dockwarden.gateway.index.Commit;
import org.dockwarden.gateway.store.EvidenceStore;

/** Puts the bytes of a quarantined commit apart, with its papers. Safe to repeat. */
public final class Quarantine {
  private Quarantine() {}

  /** Moves bytes and papers; when this returns, they are durable where they now lie. */
  public static void move(EvidenceStore store, Commit commit) throws IOException {
    store.quarantinePaper(commit.upload(), "manifest.json", commit.paper().document());
    store.quarantinePaper(commit.upload(), "manifest.json.p7s", commit.paper().signature());
    store.quarantine(commit.recording(), commit.upload());
  }
}
