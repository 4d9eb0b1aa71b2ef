package org.dockwarden.fleet.inventory;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.fleet.dock.DockKey;

/** What was seen of a camera at a bay. */
public sealed interface CameraStep {
  DockKey dock();

  String bay();

  Instant at();

  /**
   * A camera is in the bay, and this is known of it.
   *
   * @param at when it was docked
   * @param cycles whole charges that this dock measured
   */
  record Docked(
      DockKey dock,
      String bay,
      Instant at,
      String camera,
      String serial,
      Optional<String> model,
      Optional<String> firmware,
      OptionalInt charge,
      OptionalInt cycles)
      implements CameraStep {}

  /**
   * No camera is in the bay.
   *
   * @param charge of the camera that was in it before
   */
  record Empty(DockKey dock, String bay, Instant at, OptionalInt charge) implements CameraStep {}

  /**
   * During an outage, as told later, a camera was docked or taken.
   *
   * @param isDocked whether it came; otherwise it went
   */
  record Replayed(DockKey dock, String bay, Instant at, String camera, boolean isDocked)
      implements CameraStep {}
}
