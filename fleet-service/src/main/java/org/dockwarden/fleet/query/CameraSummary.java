package org.dockwarden.fleet.query;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.inventory.StockState;

/**
 * A camera in one line.
 *
 * @param camera {@code vendor:product:serial}
 * @param model "" where not known, like firmware
 * @param place the bay where it is or was last
 * @param holder who has it or had it last, as the metrics say; an officer's id
 * @param lastDockedAt absent where it never was (it came by CSV)
 * @param chargePercent as last measured
 * @param healthPercent of its battery: 100 is new; absent where nothing tells
 * @param swapRank 1 is the most worn battery of those to be swapped; absent where it need not be
 */
public record CameraSummary(
    String camera,
    String serial,
    String model,
    String firmware,
    Optional<Place> place,
    Optional<String> holder,
    Instant firstSeenAt,
    Optional<Instant> lastDockedAt,
    OptionalInt chargePercent,
    OptionalInt chargeCycles,
    OptionalInt healthPercent,
    OptionalInt swapRank,
    StockState stock) {
  /**
   * A bay, with a camera in it now or lately.
   *
   * @param docked whether the camera is there now, as far as is known
   */
  public record Place(DockKey dock, String force, String site, String bay, boolean docked) {}
}
