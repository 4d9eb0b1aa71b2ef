package org.dockwarden.agent.health.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the journal knows of a docked camera.
 *
 * @param clockOffset camera minus dock, measured at docking
 * @param cycles whole charges that this dock measured (CH-18)
 */
public record CameraFacts(
    String profile,
    Optional<String> firmware,
    Instant dockedAt,
    Optional<Duration> clockOffset,
    Optional<Duration> clockUncertainty,
    long cycles) {}
