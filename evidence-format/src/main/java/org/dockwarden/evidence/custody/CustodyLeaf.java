package org.dockwarden.evidence.custody;

import java.security.MessageDigest;
import org.dockwarden.evidence.identity.Digest;

/** The leaf hash of RFC 6962 2.1 over a custody entry's bytes (C-2). */
public final class CustodyLeaf {
  private static final byte LEAF_PREFIX = 0;

  private CustodyLeaf() {}

  /** SHA-256 of a zero byte and the entry's encoded bytes. */
  public static Digest hash(byte[] entry) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(LEAF_PREFIX);
    return Digest.of(sha256.digest(entry));
  }
}
