package org.dockwarden.gateway.index;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;

/** Uploads. Readers never wait for writers (P-7). */
public interface UploadIndex {
  /** Adds an open upload, unless its dock has this many open already. */
  boolean add(Upload upload, int maxOpenOfDock) throws IOException;

  /** The upload, whatever its state. */
  Optional<Upload> upload(UploadId id) throws IOException;

  /** Records how many bytes are on stable storage, which they MUST be already (I1). */
  void advance(UploadId id, long offset, Instant expiresAt) throws IOException;

  /** Makes an open upload gone; false when it is not open. */
  boolean remove(UploadId id) throws IOException;

  /** Makes every open upload gone that expired before this time; forgets those long gone. */
  List<UploadId> expire(Instant now) throws IOException;

  /** All open uploads. */
  List<Upload> openUploads() throws IOException;

  /** How many are open. */
  int openCount() throws IOException;
}
