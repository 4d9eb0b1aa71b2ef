package org.dockwarden.gateway.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.gateway.attribution.AssignmentIntake;
import org.dockwarden.gateway.commit.Commits;
import org.dockwarden.gateway.index.AttributionIndex;
import org.dockwarden.gateway.index.RecordingChanges;
import org.dockwarden.gateway.index.RecordingIndex;
import org.dockwarden.gateway.intake.Intake;
import org.dockwarden.gateway.tus.TusHeaders;
import org.dockwarden.gateway.upload.UploadId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a path to whoever answers, and from a failure to its problem. */
public final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final TusEndpoint tus;
  private final RecordingEndpoint recordings;
  private final OfficerEndpoint officers;

  public Routes(
      Intake intake,
      Commits commits,
      RecordingIndex index,
      RecordingChanges changes,
      AssignmentIntake assignments,
      AttributionIndex attributions) {
    this.tus = new TusEndpoint(intake);
    this.recordings = new RecordingEndpoint(commits, index, changes);
    this.officers = new OfficerEndpoint(assignments, attributions);
  }

  /** The answer, whatever happens. Tus-Resumable goes with every answer about uploads. */
  Response answer(Request request) {
    Response response = orProblem(request);
    return request.path().startsWith(TusEndpoint.PATH)
        ? response.with("Tus-Resumable", TusHeaders.VERSION)
        : response;
  }

  private Response orProblem(Request request) {
    try {
      return route(request);
    } catch (EvidenceException e) {
      logWhereOurs(request, e);
      return ProblemResponse.of(e);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} {}: {}", request.method(), request.path(), e.toString(), e);
      return ProblemResponse.of(ErrorCode.INTERNAL_ERROR, e.getClass().getSimpleName());
    }
  }

  /** What the client did wrong it is told; what went wrong here the operator has to know. */
  private static void logWhereOurs(Request request, EvidenceException e) {
    if (e.code() == ErrorCode.GATEWAY_STORE_FAILED) {
      LOG.warn("{} {} of {}: {}", request.method(), request.path(), request.dock(), e.getMessage());
    } else {
      LOG.info("{} {} of {}: {}", request.method(), request.path(), request.dock(), e.getMessage());
    }
  }

  private Response route(Request request) throws IOException {
    List<String> path = List.of(request.path().substring(1).split("/", -1));
    if (path.size() < 2 || !path.get(0).equals("v1")) {
      throw unknown(request);
    }
    return switch (path.get(1)) {
      case "uploads" -> uploads(request, path.subList(2, path.size()));
      case "recordings" -> recordings(request, path.subList(2, path.size()));
      case "cameras" -> cameras(request, path.subList(2, path.size()));
      case "assignments" -> officers.assign(only(request, path));
      case "directory" -> officers.directory(only(request, path));
      case "holdings" -> officers.holdings(only(request, path));
      default -> throw unknown(request);
    };
  }

  /** The request, if nothing follows the name. */
  private static Request only(Request request, List<String> path) throws EvidenceException {
    if (path.size() != 2) {
      throw unknown(request);
    }
    return request;
  }

  private Response uploads(Request request, List<String> rest) throws IOException {
    if (rest.isEmpty() || rest.equals(List.of(""))) {
      return tus.collection(request);
    }
    UploadId id =
        UploadId.parse(rest.get(0))
            .orElseThrow(() -> new EvidenceException(ErrorCode.UPLOAD_UNKNOWN, "upload: unknown"));
    if (rest.size() == 1) {
      return tus.upload(request, id);
    }
    if (rest.size() == 2 && rest.get(1).equals("manifest")) {
      return recordings.commit(request, id);
    }
    throw unknown(request);
  }

  private Response recordings(Request request, List<String> rest) throws IOException {
    if (rest.equals(List.of("query"))) {
      return recordings.query(request);
    }
    if (rest.size() != 1) {
      throw unknown(request);
    }
    return recordings.status(request, parse(rest.get(0), RecordingId::new));
  }

  private Response cameras(Request request, List<String> rest) throws IOException {
    if (rest.size() != 2 || !rest.get(1).equals("recordings")) {
      throw unknown(request);
    }
    // In a path a plus is a plus (RFC 3986); URLDecoder is made for forms.
    String segment = rest.get(0).replace("+", "%2B");
    return recordings.known(
        request,
        parse(segment, it -> CameraId.parse(URLDecoder.decode(it, StandardCharsets.UTF_8))));
  }

  static <T> T parse(String text, Function<String, T> parser) throws EvidenceException {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(ErrorCode.REQUEST_MALFORMED, String.valueOf(e.getMessage()), e);
    }
  }

  static void require(String method, Request request) throws EvidenceException {
    if (!request.method().equals(method)) {
      throw notAllowed(request);
    }
  }

  static EvidenceException notAllowed(Request request) {
    return new EvidenceException(ErrorCode.METHOD_NOT_ALLOWED, request.path());
  }

  private static EvidenceException unknown(Request request) {
    return new EvidenceException(ErrorCode.RESOURCE_UNKNOWN, request.path());
  }
}
