package org.dockwarden.agent.station;

import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;

/**
 * Who is told which cameras come and go. Called from the thread of the bay, in order for each bay;
 * must not block for long. A camera that stays docked while the agent is restarted arrives again;
 * one that leaves meanwhile never leaves: who needs to know compares at the start.
 */
public interface DockingListener {
  /** A camera has been identified in a bay; once for each stay. */
  void arrived(BayNumber bay, CameraId camera);

  /** It is gone. Not called because the agent stops. */
  void left(BayNumber bay, CameraId camera);
}
