package org.dockwarden.evidence.manifest;

import java.util.Optional;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.json.UnicodeText;

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
    CameraId id, String profile, Optional<String> firmware, Optional<ClockOffset> clock) {
  private static final int MAX_PROFILE_LENGTH = 64;
  private static final int MAX_FIRMWARE_LENGTH = 128;

  public CameraFacts {
    UnicodeText.requireLine("profile", profile, MAX_PROFILE_LENGTH);
    firmware.ifPresent(it -> UnicodeText.requireLine("firmware", it, MAX_FIRMWARE_LENGTH));
  }
}
