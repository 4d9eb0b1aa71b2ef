package org.dockwarden.agent.health.command;

import java.time.Duration;
import java.time.Instant;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;

/**
 * All that a command can reach (H-24): lights, ports, the pace of uploads, a folder of support
 * bundles, the end of the process. No method takes or gives a file, a recording or a key. Each
 * returns soon.
 */
public interface DockControls {
  /** The light of this bay says "this one" for so long; zero ends it. */
  Outcome signal(BayNumber bay, Duration time);

  /** The same for the bay that holds this camera. */
  Outcome find(CameraId camera, Duration time);

  /** The bay's port goes off for a while, unless its camera is being read or written. */
  Outcome powerCycle(BayNumber bay);

  /** No upload begins or goes on until then. */
  Outcome pauseUpload(Instant until);

  /** Ends {@link #pauseUpload}. */
  Outcome resumeUpload();

  /**
   * Another limit than the configured one until then.
   *
   * @param bytesPerSecond 0 for none
   */
  Outcome limitUpload(long bytesPerSecond, Instant until);

  /** Collects what a person needs who looks for a fault, into a local file. */
  Outcome collectSupportBundle();

  /** The agent ends soon after this has returned, and is started again. */
  Outcome restart();
}
