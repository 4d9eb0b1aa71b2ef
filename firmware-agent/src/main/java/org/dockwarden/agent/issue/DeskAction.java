package org.dockwarden.agent.issue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.assignment.IssueKind;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;

/** What the desk wants done, in this order. */
sealed interface DeskAction {
  /** Let the bay's light say "this one" for so long. */
  record Signal(BayNumber bay, Duration time) implements DeskAction {}

  /** End that. */
  record EndSignal(BayNumber bay) implements DeskAction {}

  /** Write an event into the journal. */
  record Write(
      AssignmentEvent event,
      CameraId camera,
      Optional<OfficerId> officer,
      Optional<IssueKind> how,
      Optional<BayNumber> bay,
      Optional<String> by,
      Instant at)
      implements DeskAction {}

  /** Show something for so long. */
  record Tell(
      DeskMessage message,
      Optional<OfficerId> officer,
      Optional<BayNumber> bay,
      Optional<CameraId> camera,
      Duration time)
      implements DeskAction {}
}
