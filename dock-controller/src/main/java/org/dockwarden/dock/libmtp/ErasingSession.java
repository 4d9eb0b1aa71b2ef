package org.dockwarden.dock.libmtp;

import java.io.IOException;

/** A session that can also erase. For the eraser alone (I2); a house rule keeps it there. */
public interface ErasingSession extends MtpSession {
  /** Erases one object; throws if the camera refuses, as one with a read-only storage does. */
  void erase(int id) throws IOException;
}
