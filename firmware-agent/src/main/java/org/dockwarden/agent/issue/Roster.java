package org.dockwarden.agent.issue;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.agent.journal.AssignmentJournal.Standing;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.assignment.CardId;
import org.dockwarden.evidence.assignment.CardSalt;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.wire.Holdings;
import org.dockwarden.evidence.wire.OfficerDirectory;
import org.jspecify.annotations.Nullable;

/** The officers and who holds what, as the gateway last said. Immutable. */
final class Roster {
  /** Nothing was ever heard. */
  static final Roster EMPTY = new Roster(Optional.empty(), Holdings.NONE, Instant.EPOCH);

  private final Optional<CardSalt> salt;
  private final Map<Digest, OfficerDirectory.Officer> byCard = new HashMap<>();
  private final Map<OfficerId, OfficerDirectory.Officer> byId = new HashMap<>();
  private final Set<CameraId> personal = new HashSet<>();
  private final Map<CameraId, OfficerId> holders = new HashMap<>();
  private final Holdings holdings;
  private final Instant holdingsAt;

  /**
   * A roster.
   *
   * @param holdingsAt when the holdings were fetched
   */
  Roster(Optional<OfficerDirectory> directory, Holdings holdings, Instant holdingsAt) {
    this.salt = directory.map(OfficerDirectory::salt);
    this.holdings = holdings;
    this.holdingsAt = holdingsAt;
    holdings.held().forEach(held -> holders.put(held.camera(), held.officer()));
    for (OfficerDirectory.Officer officer :
        directory.map(OfficerDirectory::officers).orElse(List.of())) {
      byId.put(officer.officer(), officer);
      officer.card().ifPresent(card -> byCard.put(card, officer));
      officer.personal().ifPresent(personal::add);
    }
  }

  /** Whether there is a directory at all. */
  boolean isKnown() {
    return salt.isPresent();
  }

  /** Whose card it is. */
  Optional<OfficerDirectory.Officer> ofCard(CardId card) {
    return salt.map(it -> it.digest(card)).map(byCard::get);
  }

  Optional<OfficerDirectory.Officer> officer(OfficerId officer) {
    return Optional.ofNullable(byId.get(officer));
  }

  boolean isPersonal(CameraId camera) {
    return personal.contains(camera);
  }

  /** Cameras that somebody said are lost. */
  List<CameraId> lost() {
    return holdings.lost();
  }

  Instant holdingsAt() {
    return holdingsAt;
  }

  /**
   * The camera that an officer has: what this dock saw itself since counts before the gateway's.
   */
  Optional<CameraId> heldBy(OfficerId officer, Map<CameraId, Standing> here) {
    for (Standing standing : here.values()) {
      if (isNewer(standing)
          && standing.event() == AssignmentEvent.ISSUED
          && standing.officer().equals(Optional.of(officer))) {
        return Optional.of(standing.camera());
      }
    }
    return holdings.held().stream()
        .filter(held -> held.officer().equals(officer))
        .map(Holdings.Held::camera)
        .filter(camera -> !isNewer(here.get(camera)))
        .findFirst();
  }

  /** The officer that has a camera, by the same rule. */
  Optional<OfficerId> holder(CameraId camera, @Nullable Standing here) {
    return here != null && isNewer(here)
        ? here.officer()
        : Optional.ofNullable(holders.get(camera));
  }

  private boolean isNewer(@Nullable Standing standing) {
    return standing != null && standing.at().isAfter(holdingsAt);
  }
}
