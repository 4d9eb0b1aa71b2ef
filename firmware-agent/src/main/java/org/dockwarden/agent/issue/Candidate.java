package org.dockwarden.agent.issue;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.identity.CameraId;

/**
 * A docked camera as the desk sees it.
 *
 * @param percent its charge, where it is known
 * @param issuedAt when it was last issued here
 */
record Candidate(
    BayNumber bay,
    CameraId camera,
    BayState state,
    OptionalInt percent,
    Optional<Instant> issuedAt) {}
