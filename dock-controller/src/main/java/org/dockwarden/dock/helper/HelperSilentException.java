package org.dockwarden.dock.helper;

import java.io.IOException;
import java.io.Serial;

/**
 * A helper gave no whole answer: it is not there, or took too long, as on a dock that is just
 * starting. Says nothing of what was asked about, and may be asked again.
 */
public final class HelperSilentException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  public HelperSilentException(String message) {
    super(message);
  }

  public HelperSilentException(String message, Throwable cause) {
    super(message, cause);
  }
}
