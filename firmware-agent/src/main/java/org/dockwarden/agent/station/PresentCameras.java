package org.dockwarden.agent.station;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;

/** Which camera is in which bay, to see one serial in two bays (F-6). Thread-safe. */
final class PresentCameras {
  private final Map<BayNumber, CameraId> cameras = new HashMap<>();

  synchronized void arrived(BayNumber bay, CameraId camera) {
    cameras.put(bay, camera);
  }

  synchronized void left(BayNumber bay) {
    cameras.remove(bay);
  }

  synchronized boolean isDuplicate(BayNumber bay) {
    CameraId camera = cameras.get(bay);
    return camera != null && Collections.frequency(cameras.values(), camera) > 1;
  }
}
