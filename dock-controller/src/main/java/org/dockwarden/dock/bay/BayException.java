package org.dockwarden.dock.bay;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Something failed in a way that a bay shows: carries the reason for its fault. */
public final class BayException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final BayReason reason;

  public BayException(BayReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public BayException(BayReason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What the bay's fault is to say. */
  public BayReason reason() {
    return reason;
  }
}
