package org.dockwarden.agent.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a docking has come; {@code total} counts every file that was listed.
 *
 * @param uploaded files whose recording the gateway has accepted
 * @param quarantined files whose recording is quarantined or refused for good
 * @param error the first error code among them
 * @param oldestRecordedAt when the oldest recording that is not released was made, by the dock's
 *     clock; metadata does not count
 */
public record DockingCounts(
    long total,
    long listed,
    long failed,
    long sealed,
    long uploaded,
    long released,
    long quarantined,
    long totalBytes,
    long sealedBytes,
    Optional<String> error,
    Optional<Instant> oldestRecordedAt) {
  /** Whether every file of the camera is erased. */
  public boolean isCleared() {
    return released == total;
  }
}
