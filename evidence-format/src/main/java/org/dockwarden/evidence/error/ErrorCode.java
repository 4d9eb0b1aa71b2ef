package org.dockwarden.evidence.error;

import java.util.Optional;

/**
 * Every error that one part of Dockwarden tells another or a person. The text code is stable. A
 * test compares this table with {@code spec/errors.md}.
 */
public enum ErrorCode {
  // The sealed object (age v1).
  AGE_VERSION_UNKNOWN("age-version-unknown", 422, Reaction.QUARANTINE),
  AGE_HEADER_MALFORMED("age-header-malformed", 422, Reaction.QUARANTINE),
  AGE_HEADER_TOO_LARGE("age-header-too-large", 422, Reaction.QUARANTINE),
  AGE_HEADER_TRUNCATED("age-header-truncated", 422, Reaction.QUARANTINE),
  AGE_BASE64_NOT_CANONICAL("age-base64-not-canonical", 422, Reaction.QUARANTINE),
  AGE_STANZA_MALFORMED("age-stanza-malformed", 422, Reaction.QUARANTINE),
  AGE_STANZA_BODY_MALFORMED("age-stanza-body-malformed", 422, Reaction.QUARANTINE),
  AGE_X25519_STANZA_MALFORMED("age-x25519-stanza-malformed", 422, Reaction.QUARANTINE),
  AGE_X25519_SHARE_LOW_ORDER("age-x25519-share-low-order", 422, Reaction.QUARANTINE),
  AGE_SCRYPT_NOT_ALONE("age-scrypt-not-alone", 422, Reaction.QUARANTINE),
  AGE_NO_IDENTITY_MATCHES("age-no-identity-matches", 422, Reaction.QUARANTINE),
  AGE_HEADER_MAC_MALFORMED("age-header-mac-malformed", 422, Reaction.QUARANTINE),
  AGE_HEADER_MAC_INVALID("age-header-mac-invalid", 422, Reaction.QUARANTINE),
  AGE_PAYLOAD_NONCE_TRUNCATED("age-payload-nonce-truncated", 422, Reaction.QUARANTINE),
  AGE_CHUNK_INVALID("age-chunk-invalid", 422, Reaction.QUARANTINE),
  AGE_PAYLOAD_TRUNCATED("age-payload-truncated", 422, Reaction.QUARANTINE),
  AGE_FINAL_CHUNK_EMPTY("age-final-chunk-empty", 422, Reaction.QUARANTINE),
  AGE_TRAILING_DATA("age-trailing-data", 422, Reaction.QUARANTINE),
  AGE_KEY_MALFORMED("age-key-malformed", 500, Reaction.OPERATOR),

  // Papers: manifest, receipt, custody entry.
  DOCUMENT_MALFORMED("document-malformed", 400, Reaction.REJECT),
  DOCUMENT_NOT_CANONICAL("document-not-canonical", 400, Reaction.REJECT),
  DOCUMENT_FORMAT_UNKNOWN("document-format-unknown", 400, Reaction.REJECT),
  DOCUMENT_TOO_LARGE("document-too-large", 413, Reaction.REJECT),
  SIGNATURE_INVALID("signature-invalid", 422, Reaction.QUARANTINE),
  CERTIFICATE_UNTRUSTED("certificate-untrusted", 403, Reaction.OPERATOR),
  CERTIFICATE_EXPIRED("certificate-expired", 403, Reaction.OPERATOR),
  CERTIFICATE_NOT_YET_VALID("certificate-not-yet-valid", 403, Reaction.OPERATOR),
  CERTIFICATE_REVOKED("certificate-revoked", 403, Reaction.OPERATOR),
  CERTIFICATE_PURPOSE_WRONG("certificate-purpose-wrong", 403, Reaction.OPERATOR),
  CUSTODY_CHAIN_BROKEN("custody-chain-broken", 500, Reaction.QUARANTINE),

  // Verification of evidence.
  MANIFEST_DOCK_MISMATCH("manifest-dock-mismatch", 403, Reaction.REJECT),
  ASSIGNMENT_DOCK_MISMATCH("assignment-dock-mismatch", 403, Reaction.REJECT),
  ASSIGNMENT_CONFLICT("assignment-conflict", 409, Reaction.REJECT),
  DIRECTORY_UNKNOWN("directory-unknown", 404, Reaction.RETRY),
  MANIFEST_RECORDING_ID_WRONG("manifest-recording-id-wrong", 422, Reaction.QUARANTINE),
  MANIFEST_RECIPIENTS_WRONG("manifest-recipients-wrong", 422, Reaction.OPERATOR),
  SEALED_LENGTH_MISMATCH("sealed-length-mismatch", 422, Reaction.QUARANTINE),
  SEALED_DIGEST_MISMATCH("sealed-digest-mismatch", 422, Reaction.QUARANTINE),
  ORIGINAL_LENGTH_MISMATCH("original-length-mismatch", 422, Reaction.QUARANTINE),
  ORIGINAL_DIGEST_MISMATCH("original-digest-mismatch", 422, Reaction.QUARANTINE),
  EVIDENCE_CONFLICT("evidence-conflict", 409, Reaction.QUARANTINE),
  RECORDING_UNKNOWN("recording-unknown", 404, Reaction.REJECT),
  RECEIPT_MISMATCH("receipt-mismatch", 422, Reaction.QUARANTINE),
  RECEIPT_STAGE_TOO_EARLY("receipt-stage-too-early", 409, Reaction.RETRY),
  DELIVERY_REJECTED("delivery-rejected", 502, Reaction.OPERATOR),
  DELIVERY_UNAVAILABLE("delivery-unavailable", 503, Reaction.RETRY),

  // Upload (tus 1.0.0 and HTTP).
  UPLOAD_UNKNOWN("upload-unknown", 404, Reaction.RESYNC),
  UPLOAD_GONE("upload-gone", 410, Reaction.RESYNC),
  UPLOAD_FOREIGN("upload-foreign", 404, Reaction.REJECT),
  UPLOAD_INCOMPLETE("upload-incomplete", 409, Reaction.RESYNC),
  UPLOAD_COMMITTED("upload-committed", 409, Reaction.REJECT),
  UPLOAD_LENGTH_INVALID("upload-length-invalid", 400, Reaction.REJECT),
  UPLOAD_TOO_LARGE("upload-too-large", 413, Reaction.REJECT),
  UPLOAD_METADATA_MALFORMED("upload-metadata-malformed", 400, Reaction.REJECT),
  OFFSET_MISMATCH("offset-mismatch", 409, Reaction.RESYNC),
  OFFSET_BEYOND_LENGTH("offset-beyond-length", 413, Reaction.REJECT),
  CHECKSUM_MISMATCH("checksum-mismatch", 460, Reaction.RESYNC),
  CHECKSUM_ALGORITHM_UNSUPPORTED("checksum-algorithm-unsupported", 400, Reaction.REJECT),
  CHECKSUM_MALFORMED("checksum-malformed", 400, Reaction.REJECT),
  CHUNK_INTERRUPTED("chunk-interrupted", 400, Reaction.RESYNC),
  UPLOAD_LOCKED("upload-locked", 423, Reaction.RETRY),
  TUS_VERSION_UNSUPPORTED("tus-version-unsupported", 412, Reaction.REJECT),
  CONTENT_TYPE_UNSUPPORTED("content-type-unsupported", 415, Reaction.REJECT),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, Reaction.REJECT),
  RESOURCE_UNKNOWN("resource-unknown", 404, Reaction.REJECT),
  REQUEST_MALFORMED("request-malformed", 400, Reaction.REJECT),
  REQUEST_TOO_LARGE("request-too-large", 413, Reaction.REJECT),
  CLIENT_CERTIFICATE_MISSING("client-certificate-missing", 401, Reaction.OPERATOR),
  GATEWAY_BUSY("gateway-busy", 503, Reaction.RETRY),
  DOCK_LIMIT_REACHED("dock-limit-reached", 429, Reaction.RETRY),
  GATEWAY_STORE_FULL("gateway-store-full", 507, Reaction.OPERATOR),
  GATEWAY_STORE_FAILED("gateway-store-failed", 500, Reaction.OPERATOR),
  INDEX_CORRUPT("index-corrupt", 500, Reaction.OPERATOR),
  GATEWAY_UNREACHABLE("gateway-unreachable", 503, Reaction.RETRY),
  GATEWAY_UNTRUSTED("gateway-untrusted", 502, Reaction.OPERATOR),
  INTERNAL_ERROR("internal-error", 500, Reaction.RETRY),

  // The dock: camera, spool, journal, release.
  CAMERA_GONE("camera-gone", 500, Reaction.RETRY),
  CAMERA_READ_FAILED("camera-read-failed", 500, Reaction.OPERATOR),
  CAMERA_FILE_CHANGED("camera-file-changed", 500, Reaction.RETRY),
  CAMERA_PATH_INVALID("camera-path-invalid", 400, Reaction.REJECT),
  CAMERA_TOO_MANY_FILES("camera-too-many-files", 500, Reaction.OPERATOR),
  CAMERA_REFUSED("camera-refused", 403, Reaction.OPERATOR),
  CAMERA_MOUNT_FAILED("camera-mount-failed", 500, Reaction.OPERATOR),
  SPOOL_FULL("spool-full", 507, Reaction.RETRY),
  SPOOL_FAILED("spool-failed", 500, Reaction.OPERATOR),
  SPOOL_CORRUPT("spool-corrupt", 500, Reaction.QUARANTINE),
  JOURNAL_CORRUPT("journal-corrupt", 500, Reaction.OPERATOR),
  JOURNAL_FAILED("journal-failed", 500, Reaction.OPERATOR),
  RELEASE_REFUSED("release-refused", 409, Reaction.QUARANTINE),
  RELEASE_FAILED("release-failed", 500, Reaction.OPERATOR),
  CLOCK_UNSYNCHRONISED("clock-unsynchronised", 500, Reaction.OPERATOR),
  CONFIGURATION_INVALID("configuration-invalid", 500, Reaction.OPERATOR);

  private final String code;
  private final int httpStatus;
  private final Reaction reaction;

  ErrorCode(String code, int httpStatus, Reaction reaction) {
    this.code = code;
    this.httpStatus = httpStatus;
    this.reaction = reaction;
  }

  /** The stable text form, lower-case words joined by hyphens. */
  public String code() {
    return code;
  }

  /** The HTTP status that carries this error where HTTP carries it. */
  public int httpStatus() {
    return httpStatus;
  }

  /** What the receiver does next. */
  public Reaction reaction() {
    return reaction;
  }

  /** The error with this text code, if it is one of ours. */
  public static Optional<ErrorCode> of(String code) {
    for (ErrorCode candidate : values()) {
      if (candidate.code.equals(code)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
