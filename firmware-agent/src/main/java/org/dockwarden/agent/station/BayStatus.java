package org.dockwarden.agent.station;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.dock.bay.Bay;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;

/**
 * What a bay shows.
 *
 * @param bay with a fault from outside laid over it (Y-9)
 * @param since when the state that shows began
 * @param device what is plugged in, also when it is refused
 * @param camera the camera in it, once it is known
 * @param told its charge in percent by its own account, when it was identified
 * @param charge what is known of its battery, where anything measures it
 * @param isFinding whether its light says "this one" (Y-8)
 * @param counts how far its files have come, once they are listed
 * @param heldBy what the offload waits for, if it does
 * @param leftovers what stays on the camera because it cannot be taken
 * @param readBytes bytes read from the camera so far
 * @param bytesPerSecond reading rate of the last seconds
 */
public record BayStatus(
    Bay bay,
    Instant since,
    Optional<CameraDescriptor> device,
    Optional<CameraId> camera,
    OptionalInt told,
    Optional<Charge> charge,
    boolean isFinding,
    Optional<DockingCounts> counts,
    Optional<ErrorCode> heldBy,
    Leftovers leftovers,
    String detail,
    long readBytes,
    long bytesPerSecond) {}
