package org.dockwarden.agent.offload;

import java.time.Duration;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;

/** A camera's stay in its bay, as seen by what works on it. */
public interface Stay {
  /** Whether the camera has left or the agent stops: whatever runs ends soon. */
  boolean isOver();

  /** Looks at the hardware now: whether the camera still is in the bay. */
  boolean isHere();

  /** Waits, but not beyond the stay's end. */
  void await(Duration time) throws InterruptedException;

  /** What the offload is held up by, for health; empty when it goes on. */
  void heldBy(Optional<ErrorCode> reason);

  /** So many bytes were read from the camera. */
  void read(long bytes);

  /** What cannot be taken from the camera, after each look at all that lies on it. */
  void leaves(Leftovers leftovers);

  /** A file has come a step further. */
  void progressed();
}
