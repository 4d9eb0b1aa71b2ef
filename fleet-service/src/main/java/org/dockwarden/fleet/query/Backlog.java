package org.dockwarden.fleet.query;

import java.time.Instant;
import java.util.Optional;

/**
 * Footage that has not reached the gateway.
 *
 * @param oldest when the oldest of it was recorded or sealed, as the docks say; absent where none
 *     does
 */
public record Backlog(long files, long bytes, Optional<Instant> oldest) {
  public static final Backlog NONE = new Backlog(0, 0, Optional.empty());

  /** Both together. */
  public Backlog plus(Backlog other) {
    Optional<Instant> older = oldest.or(other::oldest);
    if (oldest.isPresent() && other.oldest.isPresent()) {
      older = oldest.get().isBefore(other.oldest.get()) ? oldest : other.oldest;
    }
    return new Backlog(files + other.files, bytes + other.bytes, older);
  }
}
