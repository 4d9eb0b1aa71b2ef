package org.dockwarden.agent.eraser;

import java.nio.file.Path;
import java.util.List;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.signing.SignedDocument;

/**
 * What the agent asks for. Nothing in it is believed but the receipt's signature.
 *
 * @param volume root of the mounted volume
 */
public record EraseRequest(Path volume, List<Item> files) {
  /** Most files of one request. */
  public static final int MAX_FILES = 100;

  public EraseRequest {
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param identity the file as it was when it was read
   * @param hash whether to read it again in any case: the connection was broken since
   */
  public record Item(
      CameraPath path, FileIdentity identity, boolean hash, SignedDocument receipt) {}
}
