package org.dockwarden.evidence.manifest;

import java.util.Optional;
import org.dockwarden.evidence.identity.CameraId;

/**
 * The camera at the time of docking.
 *
 * @param id vendor, product and serial
 * @param profile name of the camera profile that was used
 * @param firmware its firmware version, where the profile can tell
 * @param clock its clock compared with the dock's, before anything corrected it; empty where the
 *     profile cannot read it
 */
public record CameraFacts(
    CameraId id, String profile, Optional<String> firmware, Optional<ClockOffset> clock) {}
