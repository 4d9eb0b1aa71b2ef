package org.dockwarden.gateway.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.attribution.AttributionPapers;

/**
 * What a connector hands over.
 *
 * @param manifest what the dock says about it, checked
 * @param paper the manifest as it was signed
 * @param receipt the receipt of stage {@code stored}
 * @param custody the custody entries up to now, their exact bytes
 * @param attribution who held the camera, as far as it is known by now; empty: none could be made
 * @param original opens the original bytes as a stream, nothing of it unauthenticated; it is for
 *     the connector to compare length and digest with the manifest as they pass
 */
public record Evidence(
    Manifest manifest,
    SignedDocument paper,
    SignedDocument receipt,
    List<byte[]> custody,
    Optional<AttributionPapers> attribution,
    Source original) {
  public Evidence {
    custody = List.copyOf(custody);
  }

  /** Opens a stream. */
  public interface Source {
    InputStream open() throws IOException;
  }
}
