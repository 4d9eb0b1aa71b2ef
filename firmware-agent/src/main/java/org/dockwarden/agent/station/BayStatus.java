package org.dockwarden.agent.station;

import java.util.Optional;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.dock.bay.Bay;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;

/**
 * What a bay shows.
 *
 * @param camera the camera in it, once it is known
 * @param counts how far its files have come, once they are listed
 * @param heldBy what the offload waits for, if it does
 * @param leftovers what stays on the camera because it cannot be taken
 * @param readBytes bytes read from the camera so far
 * @param bytesPerSecond reading rate of the last seconds
 */
public record BayStatus(
    Bay bay,
    Optional<CameraId> camera,
    Optional<DockingCounts> counts,
    Optional<ErrorCode> heldBy,
    Leftovers leftovers,
    String detail,
    long readBytes,
    long bytesPerSecond) {}
