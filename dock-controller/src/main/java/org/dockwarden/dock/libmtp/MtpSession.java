package org.dockwarden.dock.libmtp;

import java.io.IOException;
import java.util.List;

/** A PTP session with a camera, to read. For one thread. */
public interface MtpSession extends AutoCloseable {
  /**
   * Every object that is no folder, of every storage; throws if the camera does not tell of one of
   * them, or offers no storage at all (a locked one does not).
   */
  List<MtpObject> objects() throws IOException;

  /** The object or folder with this handle, as this session first saw it. */
  MtpObject object(int id) throws IOException;

  /**
   * Reads a range of an object.
   *
   * @param length at least 1, within the object
   * @return 1 to {@code length} bytes
   */
  byte[] read(int id, long offset, int length) throws IOException;

  /** Ends the session and lets go of the camera's interface. */
  @Override
  void close() throws IOException;
}
