package org.dockwarden.agent.upload;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.wire.Problem;
import org.dockwarden.evidence.wire.ProblemJson;
import org.jspecify.annotations.Nullable;

/** From an HTTP answer or a broken connection to an error code. */
final class HttpErrors {
  /** No server may send the dock to sleep for longer than this. */
  private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(15);

  private static final int SHOWN_CHARACTERS = 200;

  /** How the JDK's TLS says it: {@code Received fatal alert: certificate_expired}. */
  private static final String JDK_ALERT = "received fatal alert";

  /** How BoringSSL does: {@code SSLV3_ALERT_CERTIFICATE_EXPIRED}. */
  private static final String BORINGSSL_ALERT = "_alert_";

  private HttpErrors() {}

  /** The error that an answer means: its problem document's code, else its status's. */
  static GatewayException of(String request, HttpResponse<byte[]> answer) {
    Optional<Problem> problem = problem(answer);
    ErrorCode code = problem.map(Problem::code).orElseGet(() -> ofStatus(answer.statusCode()));
    String detail = problem.map(Problem::detail).orElseGet(() -> shown(answer.body()));
    return new GatewayException(
        code,
        request + " answered " + answer.statusCode() + " " + detail,
        answer.headers().firstValue("Retry-After").flatMap(HttpErrors::retryAfter));
  }

  private static Optional<Problem> problem(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith(ProblemJson.MEDIA_TYPE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ProblemJson.decode(answer.body()));
    } catch (EvidenceException e) {
      return Optional.empty(); // Not one of ours, or a newer one: the status still counts.
    }
  }

  private static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401 -> ErrorCode.CLIENT_CERTIFICATE_MISSING;
      case 403 -> ErrorCode.CERTIFICATE_UNTRUSTED;
      case 404 -> ErrorCode.UPLOAD_UNKNOWN;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 409 -> ErrorCode.OFFSET_MISMATCH;
      case 410 -> ErrorCode.UPLOAD_GONE;
      case 412 -> ErrorCode.TUS_VERSION_UNSUPPORTED;
      case 413 -> ErrorCode.UPLOAD_TOO_LARGE;
      case 415 -> ErrorCode.CONTENT_TYPE_UNSUPPORTED;
      case 423 -> ErrorCode.UPLOAD_LOCKED;
      case 429 -> ErrorCode.DOCK_LIMIT_REACHED;
      case 460 -> ErrorCode.CHECKSUM_MISMATCH;
      case 503 -> ErrorCode.GATEWAY_BUSY;
      case 507 -> ErrorCode.GATEWAY_STORE_FULL;
      default -> status >= 500 ? ErrorCode.INTERNAL_ERROR : ErrorCode.REQUEST_MALFORMED;
    };
  }

  /** Only the form in seconds; a date would trust a clock. */
  private static Optional<Duration> retryAfter(String header) {
    if (!header.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(header));
    return Optional.of(asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked);
  }

  private static String shown(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).replaceAll("[^ -~]", "?");
    return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) : text;
  }

  /** The error of a request that got no answer. */
  static GatewayException broken(String request, Throwable cause) {
    return new GatewayException(codeOf(cause), request + ": " + cause, cause);
  }

  private static ErrorCode codeOf(Throwable failure) {
    boolean ssl = false;
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EvidenceException own) {
        return own.code(); // What was to be sent could not be read.
      }
      if (cause instanceof CertificateException) {
        return ErrorCode.GATEWAY_UNTRUSTED;
      }
      ssl |= cause instanceof SSLException;
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains(JDK_ALERT) || message.contains(BORINGSSL_ALERT)) {
        return ofAlert(message);
      }
    }
    // Any other TLS failure is most often a connection that broke inside the handshake.
    return ssl && isTrustFailure(failure)
        ? ErrorCode.GATEWAY_UNTRUSTED
        : ErrorCode.GATEWAY_UNREACHABLE;
  }

  private static boolean isTrustFailure(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("PKIX");
  }

  /** TLS alerts of RFC 8446 6.2 about the dock's own certificate (P-1). */
  private static ErrorCode ofAlert(String message) {
    if (message.contains("certificate_expired")) {
      return ErrorCode.CERTIFICATE_EXPIRED;
    }
    if (message.contains("certificate_revoked")) {
      return ErrorCode.CERTIFICATE_REVOKED;
    }
    if (message.contains("certificate_required")) {
      return ErrorCode.CLIENT_CERTIFICATE_MISSING;
    }
    boolean aboutCertificate = message.contains("certificate") || message.contains("unknown_ca");
    return aboutCertificate ? ErrorCode.CERTIFICATE_UNTRUSTED : ErrorCode.GATEWAY_UNREACHABLE;
  }
}
