package org.dockwarden.agent.issue;

import java.time.Instant;
import java.util.Optional;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;

/**
 * One thing to show.
 *
 * @param officer whom it is for, where that is known; an id, never a name
 * @param until when it is over, by the wall clock
 */
public record DeskNotice(
    DeskMessage message,
    Optional<OfficerId> officer,
    Optional<BayNumber> bay,
    Optional<CameraId> camera,
    Instant until) {}
