package org.dockwarden.gateway.delivery.bagit;

import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.gateway.delivery.Connector.Answer;

/** An acknowledgement file, read strictly (B-5). Pure. */
final class Acknowledgement {
  /** Far more than any honest answer needs. */
  static final int MAX_BYTES = 16 * 1024;

  private Acknowledgement() {}

  static Answer parse(byte[] json, String bag) throws EvidenceException {
    JsonObjectReader reader = JsonObjectReader.of(StrictJson.read(json, MAX_BYTES));
    String named = reader.text("bag");
    if (!named.equals(bag)) {
      throw malformed("bag: (expected: " + bag + ")");
    }
    Answer answer =
        switch (reader.text("status")) {
          case "accepted" ->
              new Answer.Accepted(
                  reader.text("reference"),
                  reader.text("sha256", Digest::new),
                  reader.instant("at"));
          case "rejected" -> rejected(reader);
          default -> throw malformed("status: (expected: accepted or rejected)");
        };
    reader.finish();
    return answer;
  }

  /** A refusal may, but need not, name digest and time. */
  private static Answer rejected(JsonObjectReader reader) throws EvidenceException {
    var _ = reader.optionalText("sha256");
    var _ = reader.optionalInstant("at");
    return new Answer.Rejected(reader.text("reason"));
  }

  private static EvidenceException malformed(String detail) {
    return new EvidenceException(ErrorCode.DOCUMENT_MALFORMED, "acknowledgement: " + detail);
  }
}
