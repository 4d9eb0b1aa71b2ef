package org.dockwarden.evidence.signing;

import java.util.Arrays;
import org.dockwarden.evidence.identity.Digest;

/**
 * A document and its detached CMS signature.
 *
 * @param document the exact bytes that are signed, canonical JSON
 * @param signature CMS SignedData without content, DER
 */
public record SignedDocument(byte[] document, byte[] signature) {
  public SignedDocument {
    document = document.clone();
    signature = signature.clone();
  }

  @Override
  public byte[] document() {
    return document.clone();
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  /** SHA-256 of the document's bytes. */
  public Digest digest() {
    return Digest.compute(document);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedDocument that
        && Arrays.equals(document, that.document)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(document);
  }

  @Override
  public String toString() {
    return "SignedDocument[" + digest() + "]";
  }
}
