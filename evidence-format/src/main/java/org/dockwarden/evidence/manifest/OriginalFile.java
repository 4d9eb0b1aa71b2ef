package org.dockwarden.evidence.manifest;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;

/**
 * The original file on the camera.
 *
 * @param path where it lay on the camera's volume
 * @param kind what the camera profile calls it
 * @param bytes its length
 * @param digest SHA-256 of exactly those bytes, computed in the one read of the camera
 * @param modified its modification time as the camera's file system says it (camera's clock)
 * @param recordedAt when recording began by the camera's own account (file name or sidecar),
 *     camera's clock
 * @param group the stem that ties a clip and its sidecars together, equal within one docking
 * @param marks what is unusual about it
 */
public record OriginalFile(
    CameraPath path,
    FileKind kind,
    long bytes,
    Digest digest,
    Instant modified,
    Optional<Instant> recordedAt,
    Optional<String> group,
    Set<FileMark> marks) {
  public OriginalFile {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 0)");
    }
    marks = Set.copyOf(marks);
  }
}
