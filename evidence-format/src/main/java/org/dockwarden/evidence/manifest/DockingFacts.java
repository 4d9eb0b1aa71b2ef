package org.dockwarden.evidence.manifest;

import java.time.Instant;
import java.util.UUID;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.json.InstantText;
import org.dockwarden.evidence.json.UnicodeText;

/**
 * Where and when a recording was read.
 *
 * @param dock the dock that read and signed
 * @param bay the printed bay number, from 1
 * @param docking this stay of the camera in the bay
 * @param dockedAt when the camera was seen in the bay, dock's clock
 * @param sealedAt when the sealed object was complete on the dock's disk, dock's clock
 * @param clock the state of the dock's clock at {@code sealedAt}
 * @param software name and version of the agent
 */
public record DockingFacts(
    DockId dock,
    int bay,
    UUID docking,
    Instant dockedAt,
    Instant sealedAt,
    DockClock clock,
    String software) {
  /** No dock has more bays than this. */
  public static final int MAX_BAYS = 128;

  private static final int MAX_SOFTWARE_LENGTH = 128;

  public DockingFacts {
    UnicodeText.requireLine("software", software, MAX_SOFTWARE_LENGTH);
    dockedAt = InstantText.truncate(dockedAt);
    sealedAt = InstantText.truncate(sealedAt);
    if (bay < 1 || bay > MAX_BAYS) {
      throw new IllegalArgumentException("bay: " + bay + " (expected: 1 to " + MAX_BAYS + ")");
    }
  }
}
