package org.dockwarden.gateway.intake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Bytes that a client is sending. {@link #abandon} may be called by any thread. */
public interface Body {
  /** Announced length, or -1 when the client did not say. */
  long announcedBytes();

  /**
   * Waits for more. The first call asks the client to send. Empty at the end; {@link
   * org.dockwarden.evidence.error.EvidenceException} {@code chunk-interrupted} when the client
   * stopped, was too slow, or was abandoned.
   */
  Optional<Pieces> next() throws IOException;

  /** Gives up on the client: its connection is closed, and {@link #next} fails soon. */
  void abandon();

  /** What has arrived; valid until closed. */
  interface Pieces extends Closeable {
    /** In order. Whoever reads them may move their positions. */
    ByteBuffer[] buffers();

    @Override
    void close();
  }
}
