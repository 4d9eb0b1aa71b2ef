package org.dockwarden.evidence.wire;

import java.util.Base64;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.evidence.signing.SignedDocument;

/** A signed document as {@code {"document": BASE64, "signature": BASE64}} (D-3). */
public final class SignedDocumentJson {
  /** Base64 of the largest manifest and of a signature with a long chain. */
  public static final int MAX_BYTES = 192 * 1024;

  private SignedDocumentJson() {}

  public static byte[] encode(SignedDocument signed) {
    return build(signed).toBytes(MAX_BYTES);
  }

  public static SignedDocument decode(byte[] json) throws EvidenceException {
    return read(JsonObjectReader.of(StrictJson.read(json, MAX_BYTES)));
  }

  static JsonObjectBuilder build(SignedDocument signed) {
    Base64.Encoder base64 = Base64.getEncoder();
    return new JsonObjectBuilder()
        .put("document", base64.encodeToString(signed.document()))
        .put("signature", base64.encodeToString(signed.signature()));
  }

  static SignedDocument read(JsonObjectReader reader) throws EvidenceException {
    byte[] document = decodeBase64("document", reader.text("document"));
    byte[] signature = decodeBase64("signature", reader.text("signature"));
    reader.finish();
    return new SignedDocument(document, signature);
  }

  private static byte[] decodeBase64(String name, String text) throws EvidenceException {
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(decoded).equals(text)) { // Padded, no stray bits.
        return decoded;
      }
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(
          ErrorCode.DOCUMENT_MALFORMED, name + ": (expected: padded base64)", e);
    }
    throw new EvidenceException(ErrorCode.DOCUMENT_MALFORMED, name + ": (expected: padded base64)");
  }
}
