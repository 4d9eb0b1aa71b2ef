package org.dockwarden.gateway.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Appends to one upload. For one thread. Closing makes nothing durable. */
public interface UploadWriter extends Closeable {
  /** Writes all remaining bytes of all pieces, in order; not durable yet. */
  void append(ByteBuffer[] pieces) throws IOException;

  /** Makes everything appended so far durable. After a failure nothing appended may be trusted. */
  void force() throws IOException;

  /** Cuts the upload back to this length. */
  void cutBack(long length) throws IOException;
}
