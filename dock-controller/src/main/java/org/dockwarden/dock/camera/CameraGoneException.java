package org.dockwarden.dock.camera;

import java.io.IOException;
import java.io.Serial;

/**
 * The camera has left the bay, or may have: nothing that it held can be read through this volume.
 */
public final class CameraGoneException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  public CameraGoneException(String message) {
    super(message);
  }

  public CameraGoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
