package org.dockwarden.agent.issue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.agent.journal.AssignmentJournal.Standing;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * Who took the camera that a bay held last, and who brought back the one in it. In memory only: a
 * stolen dock is not to tell who had which camera. One thread.
 */
final class Holders {
  private final Map<BayNumber, CameraId> lastIn = new HashMap<>();
  private final Map<CameraId, OfficerId> broughtBack = new HashMap<>();

  void arrived(BayNumber bay, CameraId camera) {
    lastIn.put(bay, camera);
  }

  /** An event of a camera that stood like this before. */
  void noted(CameraId camera, AssignmentEvent event, @Nullable Standing before, Roster rosterThen) {
    Optional<OfficerId> holder = rosterThen.holder(camera, before);
    boolean wasHere = before != null && before.event() == AssignmentEvent.RETURNED;
    if (event == AssignmentEvent.RETURNED && holder.isPresent()) {
      broughtBack.put(camera, holder.get());
    } else if (event != AssignmentEvent.RETURNED || !wasHere) {
      broughtBack.remove(camera); // Of one that was here, a further "returned" changes nothing.
    }
  }

  /** As it is now; a bay of which nothing is known is not in it. */
  Map<BayNumber, Holder> now(
      Map<BayNumber, CameraId> present, Map<CameraId, Standing> standings, Roster roster) {
    Map<BayNumber, Holder> all = new HashMap<>();
    lastIn.forEach(
        (bay, camera) -> {
          boolean isBack = camera.equals(present.get(bay));
          if (isBack || !present.containsValue(camera)) {
            Optional<OfficerId> back =
                isBack ? Optional.ofNullable(broughtBack.get(camera)) : Optional.empty();
            back.or(() -> roster.holder(camera, standings.get(camera)))
                .ifPresent(officer -> all.put(bay, new Holder(camera, officer, isBack)));
          }
        });
    return Map.copyOf(all);
  }
}
