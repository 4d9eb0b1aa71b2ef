package org.dockwarden.evidence.wire;

import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.assignment.CardSalt;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.OfficerId;

/**
 * Whose card it is, as docks keep it (P-26): no names, no card numbers.
 *
 * @param salt turns a card's number into its digest here
 * @param officers ordered by id, each once
 */
public record OfficerDirectory(CardSalt salt, List<Officer> officers) {
  /** Most officers of one directory. */
  public static final int MAX_OFFICERS = 50_000;

  /**
   * An officer.
   *
   * @param card the digest of the card; empty: has none
   * @param personal the camera that is this officer's own; empty: takes from the pool
   */
  public record Officer(OfficerId officer, Optional<Digest> card, Optional<CameraId> personal) {}

  public OfficerDirectory {
    officers = List.copyOf(officers);
    if (officers.size() > MAX_OFFICERS) {
      throw new IllegalArgumentException(
          "officers: " + officers.size() + " (expected: <= " + MAX_OFFICERS + ")");
    }
  }
}
