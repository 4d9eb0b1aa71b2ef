package org.dockwarden.dock.mtp;

import java.io.IOException;
import java.io.Serial;

/** The helper answered, and could not do it: the connection is still good. */
final class MtpRefusal extends IOException {
  @Serial private static final long serialVersionUID = 1;

  MtpRefusal(String message) {
    super(message);
  }
}
