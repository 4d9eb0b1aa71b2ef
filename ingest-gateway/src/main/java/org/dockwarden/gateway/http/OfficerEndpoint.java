package org.dockwarden.gateway.http;

import java.io.IOException;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.wire.HoldingsJson;
import org.dockwarden.evidence.wire.OfficerDirectory;
import org.dockwarden.evidence.wire.OfficerDirectoryJson;
import org.dockwarden.evidence.wire.SignedDocumentJson;
import org.dockwarden.gateway.attribution.AssignmentIntake;
import org.dockwarden.gateway.index.AttributionIndex;

/** Assignment events, the directory, and who holds what (P-25 to P-28). */
final class OfficerEndpoint {
  private final AssignmentIntake intake;
  private final AttributionIndex index;

  OfficerEndpoint(AssignmentIntake intake, AttributionIndex index) {
    this.intake = intake;
    this.index = index;
  }

  /** P-25. */
  Response assign(Request request) throws IOException {
    Routes.require("POST", request);
    String type = request.header("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      throw new EvidenceException(
          ErrorCode.CONTENT_TYPE_UNSUPPORTED, "Content-Type: (expected: application/json)");
    }
    intake.take(
        SignedDocumentJson.decode(request.content(SignedDocumentJson.MAX_BYTES)), request.dock());
    return Response.of(204);
  }

  /** P-26. */
  Response directory(Request request) throws IOException {
    Routes.require("GET", request);
    OfficerDirectory directory =
        index
            .directory()
            .orElseThrow(
                () -> new EvidenceException(ErrorCode.DIRECTORY_UNKNOWN, "none was imported"));
    return tagged(request, OfficerDirectoryJson.encode(directory));
  }

  /** P-27. */
  Response holdings(Request request) throws IOException {
    Routes.require("GET", request);
    return tagged(request, HoldingsJson.encode(index.holdings()));
  }

  /** P-28. */
  private static Response tagged(Request request, byte[] json) {
    String tag = "\"" + Digest.compute(json) + "\"";
    Response answer =
        tag.equals(request.header("If-None-Match")) ? Response.of(304) : Response.json(200, json);
    return answer.with("ETag", tag).with("Cache-Control", "no-cache");
  }
}
