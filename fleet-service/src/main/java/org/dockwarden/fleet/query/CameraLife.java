package org.dockwarden.fleet.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.inventory.StockChange;

/**
 * A camera's life.
 *
 * @param events newest first, a page of them
 * @param stock changes of its stock state, newest first, at most 100
 */
public record CameraLife(CameraSummary camera, Page<Event> events, List<StockChange> stock) {
  public CameraLife {
    stock = List.copyOf(stock);
  }

  /**
   * Something that happened to a camera.
   *
   * @param at when, by the dock's clock where that is sensible, else when it was heard of
   * @param detail an officer's id, a version, a reason code; "" where the kind says all
   * @param historical whether it was told later, after an outage
   */
  public record Event(
      Instant at,
      Kind kind,
      Optional<DockKey> dock,
      Optional<String> bay,
      String detail,
      boolean historical) {
    /** What it was. */
    public enum Kind {
      FIRST_SEEN,
      DOCKED,
      TAKEN,
      HOLDER,
      FIRMWARE,
      FAULT,
      LATE_FOOTAGE
    }
  }
}
