package org.dockwarden.agent.station;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;

/** Which camera is in which bay: to see one serial in two bays (F-6), and to tell. Thread-safe. */
final class PresentCameras {
  private final Map<BayNumber, CameraId> cameras = new HashMap<>();
  private final List<DockingListener> listeners = new CopyOnWriteArrayList<>();

  void listen(DockingListener listener) {
    listeners.add(listener);
  }

  /** A camera was identified; the same again in the same stay is not told again. */
  void arrived(BayNumber bay, CameraId camera) {
    CameraId before;
    synchronized (this) {
      before = cameras.put(bay, camera);
    }
    if (camera.equals(before)) {
      return;
    }
    if (before != null) {
      listeners.forEach(one -> one.left(bay, before));
    }
    listeners.forEach(one -> one.arrived(bay, camera));
  }

  /**
   * A stay has ended.
   *
   * @param isGone whether the camera has left, and not only the agent stops
   */
  void left(BayNumber bay, boolean isGone) {
    CameraId camera;
    synchronized (this) {
      camera = cameras.remove(bay);
    }
    if (isGone && camera != null) {
      listeners.forEach(one -> one.left(bay, camera));
    }
  }

  synchronized boolean isDuplicate(BayNumber bay) {
    CameraId camera = cameras.get(bay);
    return camera != null && Collections.frequency(cameras.values(), camera) > 1;
  }
}
