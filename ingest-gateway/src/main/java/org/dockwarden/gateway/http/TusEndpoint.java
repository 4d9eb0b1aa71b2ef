package org.dockwarden.gateway.http;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.gateway.intake.Intake;
import org.dockwarden.gateway.tus.TusHeaders;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;

/** {@code /v1/uploads} and {@code /v1/uploads/ID} (P-4 to P-13). */
final class TusEndpoint {
  static final String PATH = "/v1/uploads";

  private final Intake intake;

  TusEndpoint(Intake intake) {
    this.intake = intake;
  }

  /** Requests to the collection. */
  Response collection(Request request) throws IOException {
    return switch (request.method()) {
      case "OPTIONS" -> options();
      case "POST" -> create(request);
      default -> throw Routes.notAllowed(request);
    };
  }

  /** Requests to one upload. */
  Response upload(Request request, UploadId id) throws IOException {
    if (request.method().equals("OPTIONS")) {
      return options();
    }
    TusHeaders.checkVersion(request);
    return switch (request.method()) {
      case "HEAD" -> head(request, id);
      case "PATCH" -> patch(request, id);
      case "DELETE" -> delete(request, id);
      default -> throw Routes.notAllowed(request);
    };
  }

  /** P-4. */
  private Response options() {
    return tus(204)
        .with("Tus-Version", TusHeaders.VERSION)
        .with("Tus-Extension", TusHeaders.EXTENSIONS)
        .with("Tus-Max-Size", Long.toString(intake.maxUploadBytes()))
        .with("Tus-Checksum-Algorithm", TusHeaders.ALGORITHMS);
  }

  /** P-6. */
  private Response create(Request request) throws IOException {
    TusHeaders.checkVersion(request);
    long length = TusHeaders.uploadLength(request);
    String metadata = TusHeaders.metadata(request);
    Upload upload = intake.create(request.dock(), length, metadata);
    Response created = withExpiry(tus(201), upload).with("Location", PATH + "/" + upload.id());
    return TusHeaders.carriesBytes(request)
        ? created.with("Upload-Offset", Long.toString(firstBytes(request, upload)))
        : created;
  }

  /**
   * Creation with upload: what of the body counted is in the answer; the client goes on by PATCH.
   */
  private long firstBytes(Request request, Upload upload) throws IOException {
    try {
      return intake
          .append(request.dock(), upload.id(), 0, TusHeaders.checksum(request), request.body())
          .offset();
    } catch (EvidenceException e) {
      if (e.code() == ErrorCode.GATEWAY_STORE_FULL) {
        throw e;
      }
      return intake.find(request.dock(), upload.id()).offset();
    }
  }

  /** P-7. */
  private Response head(Request request, UploadId id) throws IOException {
    Upload upload = intake.find(request.dock(), id);
    Response response =
        withExpiry(tus(200), upload)
            .with("Upload-Offset", Long.toString(upload.offset()))
            .with("Upload-Length", Long.toString(upload.length()));
    return upload.metadata().isEmpty()
        ? response
        : response.with("Upload-Metadata", upload.metadata());
  }

  /** P-8. */
  private Response patch(Request request, UploadId id) throws IOException {
    TusHeaders.checkCarriesBytes(request);
    long offset = TusHeaders.uploadOffset(request);
    try {
      Upload upload =
          intake.append(request.dock(), id, offset, TusHeaders.checksum(request), request.body());
      return withExpiry(tus(204), upload).with("Upload-Offset", Long.toString(upload.offset()));
    } catch (EvidenceException e) {
      if (e.code() != ErrorCode.OFFSET_MISMATCH) {
        throw e;
      }
      long right = intake.find(request.dock(), id).offset(); // P-11
      return ProblemResponse.of(e).with("Upload-Offset", Long.toString(right));
    }
  }

  /** P-12. */
  private Response delete(Request request, UploadId id) throws IOException {
    intake.terminate(request.dock(), id);
    return tus(204);
  }

  private static Response tus(int status) {
    return Response.of(status).with("Cache-Control", "no-store");
  }

  /** P-13: a committed upload never expires. */
  private static Response withExpiry(Response response, Upload upload) {
    return upload.state() == UploadState.COMMITTED
        ? response
        : response.with(
            "Upload-Expires",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                upload.expiresAt().atOffset(ZoneOffset.UTC)));
  }
}
