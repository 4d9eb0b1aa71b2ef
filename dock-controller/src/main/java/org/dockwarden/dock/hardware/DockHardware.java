package org.dockwarden.dock.hardware;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;

/**
 * A dock: bays, what is plugged into them, and the lights. Thread-safe. A scan is the truth; hints
 * only shorten the wait for the next one.
 */
public interface DockHardware extends AutoCloseable {
  /** The bays of this dock, fixed while the agent runs. */
  SortedSet<BayNumber> bays();

  /**
   * What is plugged in now, never cached. A scan that cannot see throws: it never reports bays as
   * empty because it failed.
   */
  DockView scan() throws IOException;

  /**
   * Mounts the device's volume read-only. If the bay holds another occupant by now, or none, this
   * throws {@link org.dockwarden.dock.camera.CameraGoneException}; if it cannot be mounted, {@link
   * org.dockwarden.dock.bay.BayException}. May wait some seconds for the disk to appear.
   *
   * @param accepted what the profiles said of this occupant's descriptor
   */
  CameraVolume attach(BayNumber bay, Occupant occupant, Verdict.Accepted accepted)
      throws IOException;

  /**
   * The profiles refuse this occupant: makes sure that nothing of it is in use (F-14). Most docks
   * use nothing before it is attached, and have nothing to do.
   */
  default void refuse(BayNumber bay, Occupant occupant) throws IOException {}

  /**
   * Makes sure that nothing of the bay's camera is mounted, so that its power may go (CH-8); throws
   * where it still is, because an eraser works on it that nobody waits for any more. To be called
   * once the bay's volume is closed. Most docks have nothing to do.
   */
  default void letGo(BayNumber bay) throws IOException {}

  /** Shows a pattern on the bay's light; a light that fails must not stop footage. */
  void light(BayNumber bay, LightPattern pattern) throws IOException;

  /** Waits until something may have changed, or until {@code timeout} has passed. */
  void awaitHint(Duration timeout) throws InterruptedException;

  /**
   * What does not work as it should, one line each, for health and the display; empty if all does.
   */
  List<String> degradations();

  @Override
  void close() throws IOException;
}
