package org.dockwarden.gateway.tus;

import java.util.Optional;
import java.util.regex.Pattern;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.wire.UploadChecksum;
import org.dockwarden.evidence.wire.UploadMetadata;
import org.jspecify.annotations.Nullable;

/** Reads the headers of tus requests. */
public final class TusHeaders {
  /** The protocol version that is spoken. */
  public static final String VERSION = "1.0.0";

  /** The extensions that are offered (P-4). */
  public static final String EXTENSIONS =
      "creation,creation-with-upload,checksum,expiration,termination";

  /** The checksum algorithms that are offered (P-4). */
  public static final String ALGORITHMS = "sha256,sha1";

  /** The media type of appended bytes. */
  public static final String OFFSET_OCTET_STREAM = "application/offset+octet-stream";

  /** A number below 2^63, with no room for another reading. */
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private TusHeaders() {}

  /** A header's value by its name; null where the request has none. */
  @FunctionalInterface
  public interface Source {
    @Nullable String header(String name);
  }

  /** P-5. */
  public static void checkVersion(Source headers) throws EvidenceException {
    String version = headers.header("Tus-Resumable");
    if (!VERSION.equals(version)) {
      throw new EvidenceException(
          ErrorCode.TUS_VERSION_UNSUPPORTED,
          "Tus-Resumable: " + version + " (expected: " + VERSION + ")");
    }
  }

  /** The length of a new upload (P-6). */
  public static long uploadLength(Source headers) throws EvidenceException {
    if (headers.header("Upload-Defer-Length") != null) {
      throw new EvidenceException(
          ErrorCode.UPLOAD_LENGTH_INVALID, "Upload-Defer-Length: (expected: Upload-Length)");
    }
    return number("Upload-Length", headers, ErrorCode.UPLOAD_LENGTH_INVALID);
  }

  /** Where a PATCH begins (P-8). */
  public static long uploadOffset(Source headers) throws EvidenceException {
    return number("Upload-Offset", headers, ErrorCode.REQUEST_MALFORMED);
  }

  /** The checksum of a body, if it has one (P-9). */
  public static Optional<UploadChecksum> checksum(Source headers) throws EvidenceException {
    String value = headers.header("Upload-Checksum");
    return value == null ? Optional.empty() : Optional.of(UploadChecksum.parse(value));
  }

  /** The metadata of a new upload, checked but as it was given; empty where there is none. */
  public static String metadata(Source headers) throws EvidenceException {
    String value = headers.header("Upload-Metadata");
    if (value == null) {
      return "";
    }
    UploadMetadata.parse(value);
    return value;
  }

  /** Whether the body is bytes to append. */
  public static boolean carriesBytes(Source headers) {
    String type = headers.header("Content-Type");
    return type != null && type.trim().equalsIgnoreCase(OFFSET_OCTET_STREAM);
  }

  /** P-8. */
  public static void checkCarriesBytes(Source headers) throws EvidenceException {
    if (!carriesBytes(headers)) {
      throw new EvidenceException(
          ErrorCode.CONTENT_TYPE_UNSUPPORTED,
          "Content-Type: (expected: " + OFFSET_OCTET_STREAM + ")");
    }
  }

  private static long number(String name, Source headers, ErrorCode code) throws EvidenceException {
    String value = headers.header(name);
    if (value == null || !NUMBER.matcher(value).matches()) {
      throw new EvidenceException(
          code, name + ": " + (value == null ? "missing" : "malformed") + " (expected: >= 0)");
    }
    return Long.parseLong(value);
  }
}
