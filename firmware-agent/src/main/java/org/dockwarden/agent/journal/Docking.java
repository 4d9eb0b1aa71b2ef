package org.dockwarden.agent.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.manifest.ClockOffset;

/**
 * One stay of a camera in a bay.
 *
 * @param connection the volume's connection value: file identities count within one only
 * @param dockedAt when the camera was seen, dock's clock
 */
public record Docking(
    UUID id,
    CameraId camera,
    String profile,
    Optional<String> firmware,
    BayNumber bay,
    String connection,
    Instant dockedAt,
    Optional<ClockOffset> clock) {}
