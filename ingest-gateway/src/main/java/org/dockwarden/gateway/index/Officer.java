package org.dockwarden.gateway.index;

import java.time.Instant;
import java.util.Optional;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.OfficerId;

/**
 * One state of an officer in the directory.
 *
 * @param name the person's name; stays in the gateway
 * @param card the digest of the card
 * @param since the import that brought this state
 * @param until the import that ended it
 */
public record Officer(
    OfficerId officer,
    String name,
    String force,
    Optional<Digest> card,
    Optional<CameraId> personal,
    Instant since,
    Optional<Instant> until) {
  boolean isSameAs(Officer other) {
    return officer.equals(other.officer)
        && name.equals(other.name)
        && force.equals(other.force)
        && card.equals(other.card)
        && personal.equals(other.personal);
  }
}
