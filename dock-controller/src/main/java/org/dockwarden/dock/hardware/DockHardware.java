package org.dockwarden.dock.hardware;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.camera.CameraProfile;
import org.dockwarden.dock.camera.CameraVolume;

/**
 * A dock: bays, what is plugged into them, and the lights. Thread-safe. A scan is the truth; hints
 * only shorten the wait for the next one.
 */
public interface DockHardware extends AutoCloseable {
  /** The bays of this dock, fixed while the agent runs. */
  SortedSet<BayNumber> bays();

  /** What is plugged in now. Bays that are not in the map are empty. Never cached. */
  Map<BayNumber, Occupant> scan() throws IOException;

  /**
   * Authorises the device and mounts its volume read-only. The occupant must come from the last
   * scan; if the bay now holds something else, this throws.
   */
  CameraVolume attach(BayNumber bay, Occupant occupant, CameraProfile profile) throws IOException;

  /** Shows a pattern on the bay's light; a light that fails must not stop footage. */
  void light(BayNumber bay, LightPattern pattern) throws IOException;

  /** Waits until something may have changed, or until {@code timeout} has passed. */
  void awaitHint(Duration timeout) throws InterruptedException;

  @Override
  void close() throws IOException;
}
