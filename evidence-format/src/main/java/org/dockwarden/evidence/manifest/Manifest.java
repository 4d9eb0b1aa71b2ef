package org.dockwarden.evidence.manifest;

import org.dockwarden.evidence.identity.RecordingId;

/**
 * What the dock says about one recording (spec/evidence-format.md 4).
 *
 * @param file the original as it was read from the camera
 * @param sealed the object that the dock uploads
 * @param camera the camera that it came from
 * @param docking where and when it was read
 */
public record Manifest(
    OriginalFile file, SealedObject sealed, CameraFacts camera, DockingFacts docking) {
  /** Value of the member {@code format}. */
  public static final String FORMAT = "dockwarden-manifest/1";

  /** Largest encoded manifest that any part reads, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  /** The name that follows from camera, path, length and digest. */
  public RecordingId recordingId() {
    return RecordingId.of(camera.id(), file.path(), file.bytes(), file.digest());
  }
}
