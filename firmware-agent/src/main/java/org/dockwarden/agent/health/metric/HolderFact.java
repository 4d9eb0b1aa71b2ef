package org.dockwarden.agent.health.metric;

import java.util.Optional;
import org.dockwarden.evidence.identity.OfficerId;

/** Who has the camera of a bay, as far as a dock that issues cameras knows. */
public record HolderFact(Optional<OfficerId> officer) {}
