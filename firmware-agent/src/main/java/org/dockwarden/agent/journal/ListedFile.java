package org.dockwarden.agent.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.manifest.FileKind;

/**
 * A file as it was listed on a docked camera.
 *
 * @param modified as the camera's file system says
 * @param device st_dev, with {@code inode} its identity within one connection
 * @param flagged whether it goes first
 * @param recordedAt start of the recording by the file's name, camera's clock
 */
public record ListedFile(
    CameraPath path,
    long bytes,
    Instant modified,
    long device,
    long inode,
    Instant listedAt,
    FileKind kind,
    boolean flagged,
    Optional<Instant> recordedAt) {
  /** Oldest goes first: the recording's start where it is known, else the modification time. */
  long orderMillis() {
    return recordedAt.orElse(modified).getEpochSecond() * 1000;
  }

  /**
   * When it was recorded by the dock's clock, as well as that is known. Empty for metadata, which
   * is about the whole camera, and for a time after the listing, which no right clock gives.
   *
   * @param offset camera minus dock, where it was measured
   */
  Optional<Instant> recorded(Optional<Duration> offset) {
    Instant corrected = recordedAt.orElse(modified).minus(offset.orElse(Duration.ZERO));
    return kind == FileKind.METADATA || corrected.isAfter(listedAt)
        ? Optional.empty()
        : Optional.of(corrected);
  }
}
