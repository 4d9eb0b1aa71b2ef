package org.dockwarden.agent.journal;

import java.util.Optional;

/**
 * How far a docking has come; {@code total} counts every file that was listed.
 *
 * @param uploaded files whose recording the gateway has accepted
 * @param quarantined files whose recording is quarantined or refused for good
 * @param error the first error code among them
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
    Optional<String> error) {
  /** Whether every file of the camera is erased. */
  public boolean isCleared() {
    return released == total;
  }
}
