package org.dockwarden.evidence.wire;

import java.util.List;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;

/**
 * Who holds a camera now, and which are lost, as far as the gateway has heard (P-27).
 *
 * @param held ordered by camera
 * @param lost ordered
 */
public record Holdings(List<Held> held, List<CameraId> lost) {
  /** Most cameras of either list. */
  public static final int MAX_CAMERAS = 50_000;

  /** Nobody holds anything. */
  public static final Holdings NONE = new Holdings(List.of(), List.of());

  /** An officer with a camera. */
  public record Held(CameraId camera, OfficerId officer) {}

  public Holdings {
    held = List.copyOf(held);
    lost = List.copyOf(lost);
    if (Math.max(held.size(), lost.size()) > MAX_CAMERAS) {
      throw new IllegalArgumentException("holdings: (expected: <= " + MAX_CAMERAS + ")");
    }
  }
}
