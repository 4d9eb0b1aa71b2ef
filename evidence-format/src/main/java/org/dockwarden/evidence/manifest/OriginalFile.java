package org.dockwarden.evidence.manifest;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.json.InstantText;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.UnicodeText;

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
  /** A path of the greatest length, every byte percent-encoded. */
  private static final int MAX_GROUP_LENGTH = 3 * CameraPath.MAX_BYTES;

  public OriginalFile {
    if (bytes < 0 || bytes > JsonValue.MAX_INTEGER) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: 0 to 2^53 - 1)");
    }
    modified = InstantText.truncate(modified);
    recordedAt = recordedAt.map(InstantText::truncate);
    group.ifPresent(stem -> UnicodeText.requireLine("group", stem, MAX_GROUP_LENGTH));
    marks = Set.copyOf(marks);
  }
}
