package org.dockwarden.evidence.wire;

import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;

/** An error on the wire as RFC 9457 problem details. */
public final class ProblemJson {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Largest problem that anybody reads. */
  public static final int MAX_BYTES = 16 * 1024;

  private static final String TYPE_PREFIX = "urn:dockwarden:error:";
  private static final int MAX_DETAIL_LENGTH = 1024;

  private ProblemJson() {}

  /** The problem's bytes; a long detail is shortened. */
  public static byte[] encode(Problem problem) {
    return new JsonObjectBuilder()
        .put("type", TYPE_PREFIX + problem.code().code())
        .put("status", problem.code().httpStatus())
        .put("code", problem.code().code())
        .put("detail", shortened(problem.detail()))
        .toBytes(MAX_BYTES);
  }

  /** Reads a problem; members that it does not know are ignored, as RFC 9457 3.2 demands. */
  public static Problem decode(byte[] json) throws EvidenceException {
    JsonObjectReader reader = JsonObjectReader.of(StrictJson.read(json, MAX_BYTES));
    ErrorCode code = reader.choice("code", List.of(ErrorCode.values()), ErrorCode::code);
    return new Problem(code, reader.text("detail"));
  }

  /** Lone surrogates, which a detail made of strange input may hold, have no UTF-8 form. */
  private static String shortened(String detail) {
    String shown =
        detail.length() > MAX_DETAIL_LENGTH ? detail.substring(0, MAX_DETAIL_LENGTH) : detail;
    return shown.replaceAll("\\p{Cs}", "?");
  }
}
