package org.dockwarden.dock.libmtp;

import java.io.IOException;

/**
 * A connected camera. One session at a time: the kernel gives its interface to one process, once.
 *
 * @param <S> what its sessions can do
 */
public interface MtpPort<S extends MtpSession> {
  /** A session that has seen every object; slow with many. */
  S openListing() throws IOException;

  /** A session that has seen nothing yet: it tells of objects as they are now. */
  S openFresh() throws IOException;
}
