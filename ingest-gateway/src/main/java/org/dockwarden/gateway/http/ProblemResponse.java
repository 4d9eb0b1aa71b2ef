package org.dockwarden.gateway.http;

import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.wire.Problem;
import org.dockwarden.evidence.wire.ProblemJson;
import org.dockwarden.gateway.tus.TusHeaders;

/** Errors as RFC 9457 problem details. */
final class ProblemResponse {
  /** Busy ends soon; a dock's own limit, when one of its uploads does. */
  private static final String RETRY_AFTER_SECONDS = "5";

  private static final int MAX_DETAIL_CHARACTERS = 1000;

  private ProblemResponse() {}

  static Response of(EvidenceException error) {
    String prefix = error.code().code() + ": ";
    String message = String.valueOf(error.getMessage());
    return of(
        error.code(), message.startsWith(prefix) ? message.substring(prefix.length()) : message);
  }

  static Response of(ErrorCode code, String detail) {
    String shown = detail.substring(0, Math.min(detail.length(), MAX_DETAIL_CHARACTERS));
    Response response =
        Response.of(code.httpStatus())
            .withBody(ProblemJson.MEDIA_TYPE, ProblemJson.encode(new Problem(code, shown)))
            .with("Cache-Control", "no-store");
    return switch (code.httpStatus()) {
      case 412 -> response.with("Tus-Version", TusHeaders.VERSION);
      case 429, 503 -> response.with("Retry-After", RETRY_AFTER_SECONDS);
      default -> response;
    };
  }
}
