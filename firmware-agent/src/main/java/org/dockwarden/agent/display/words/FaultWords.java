package org.dockwarden.agent.display.words;

import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.evidence.error.ErrorCode;

/** What went wrong, and what to do about it. */
public final class FaultWords {
  private final Words words;

  public FaultWords(Words words) {
    this.words = words;
  }

  /** What is wrong with a bay. */
  public String reason(BayReason reason) {
    return words.say("reason." + reason.code());
  }

  /** What whoever stands before it does. */
  public String toDo(BayReason reason) {
    return words.say("reason." + reason.code() + ".do");
  }

  /** What an error code means; a code of a newer gateway is said to be one. */
  public String error(String code) {
    return ErrorCode.of(code).map(this::error).orElseGet(() -> words.say("error.misunderstood"));
  }

  public String error(ErrorCode code) {
    return words.say("error." + key(code));
  }

  /** Officers need not tell a broken age header from a broken age chunk; the code stands below. */
  private static String key(ErrorCode code) {
    return switch (code) {
      case AGE_VERSION_UNKNOWN,
          AGE_HEADER_MALFORMED,
          AGE_HEADER_TOO_LARGE,
          AGE_HEADER_TRUNCATED,
          AGE_BASE64_NOT_CANONICAL,
          AGE_STANZA_MALFORMED,
          AGE_STANZA_BODY_MALFORMED,
          AGE_X25519_STANZA_MALFORMED,
          AGE_X25519_SHARE_LOW_ORDER,
          AGE_SCRYPT_NOT_ALONE,
          AGE_NO_IDENTITY_MATCHES,
          AGE_HEADER_MAC_MALFORMED,
          AGE_HEADER_MAC_INVALID,
          AGE_PAYLOAD_NONCE_TRUNCATED,
          AGE_CHUNK_INVALID,
          AGE_PAYLOAD_TRUNCATED,
          AGE_FINAL_CHUNK_EMPTY,
          AGE_TRAILING_DATA,
          SEALED_LENGTH_MISMATCH,
          SEALED_DIGEST_MISMATCH,
          ORIGINAL_LENGTH_MISMATCH,
          ORIGINAL_DIGEST_MISMATCH,
          EVIDENCE_CONFLICT,
          CUSTODY_CHAIN_BROKEN ->
          "difference";
      case DOCUMENT_MALFORMED,
          DOCUMENT_NOT_CANONICAL,
          DOCUMENT_FORMAT_UNKNOWN,
          DOCUMENT_TOO_LARGE,
          SIGNATURE_INVALID,
          MANIFEST_DOCK_MISMATCH,
          MANIFEST_RECORDING_ID_WRONG,
          MANIFEST_RECIPIENTS_WRONG,
          RECORDING_UNKNOWN,
          RECEIPT_MISMATCH ->
          "papers";
      case CERTIFICATE_UNTRUSTED,
          CERTIFICATE_EXPIRED,
          CERTIFICATE_NOT_YET_VALID,
          CERTIFICATE_REVOKED,
          CERTIFICATE_PURPOSE_WRONG,
          CLIENT_CERTIFICATE_MISSING,
          GATEWAY_UNTRUSTED ->
          "certificate";
      case ASSIGNMENT_DOCK_MISMATCH, ASSIGNMENT_CONFLICT, DIRECTORY_UNKNOWN -> "assignment";
      case DELIVERY_REJECTED -> "delivery";
      case DELIVERY_UNAVAILABLE, RECEIPT_STAGE_TOO_EARLY -> "confirming";
      case UPLOAD_UNKNOWN,
          UPLOAD_GONE,
          UPLOAD_INCOMPLETE,
          UPLOAD_LOCKED,
          OFFSET_MISMATCH,
          CHECKSUM_MISMATCH,
          CHUNK_INTERRUPTED ->
          "retrying";
      case UPLOAD_FOREIGN,
          UPLOAD_COMMITTED,
          UPLOAD_LENGTH_INVALID,
          UPLOAD_TOO_LARGE,
          UPLOAD_METADATA_MALFORMED,
          OFFSET_BEYOND_LENGTH,
          CHECKSUM_ALGORITHM_UNSUPPORTED,
          CHECKSUM_MALFORMED,
          TUS_VERSION_UNSUPPORTED,
          CONTENT_TYPE_UNSUPPORTED,
          METHOD_NOT_ALLOWED,
          RESOURCE_UNKNOWN,
          REQUEST_MALFORMED,
          REQUEST_TOO_LARGE ->
          "misunderstood";
      case GATEWAY_UNREACHABLE -> "unreachable";
      case GATEWAY_BUSY, DOCK_LIMIT_REACHED -> "busy";
      case GATEWAY_STORE_FULL -> "gatewayFull";
      case GATEWAY_STORE_FAILED, INDEX_CORRUPT, INTERNAL_ERROR -> "gatewayFailed";
      case CAMERA_GONE -> "cameraGone";
      case CAMERA_READ_FAILED -> "cameraRead";
      case CAMERA_FILE_CHANGED -> "cameraChanged";
      case CAMERA_PATH_INVALID, CAMERA_TOO_MANY_FILES -> "cameraFiles";
      case CAMERA_REFUSED -> "cameraRefused";
      case CAMERA_MOUNT_FAILED -> "cameraMemory";
      case SPOOL_FULL -> "diskFull";
      case SPOOL_FAILED, SPOOL_CORRUPT -> "diskFailed";
      case JOURNAL_CORRUPT, JOURNAL_FAILED -> "recordsFailed";
      case RELEASE_REFUSED, RELEASE_FAILED -> "release";
      case CLOCK_UNSYNCHRONISED -> "clock";
      case AGE_KEY_MALFORMED, CONFIGURATION_INVALID -> "settings";
    };
  }
}
