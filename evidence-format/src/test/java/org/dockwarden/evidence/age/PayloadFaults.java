package org.dockwarden.evidence.age;

import static org.dockwarden.evidence.age.Forge.join;
import static org.dockwarden.evidence.error.ErrorCode.AGE_CHUNK_INVALID;
import static org.dockwarden.evidence.error.ErrorCode.AGE_FINAL_CHUNK_EMPTY;
import static org.dockwarden.evidence.error.ErrorCode.AGE_PAYLOAD_NONCE_TRUNCATED;
import static org.dockwarden.evidence.error.ErrorCode.AGE_PAYLOAD_TRUNCATED;
import static org.dockwarden.evidence.error.ErrorCode.AGE_TRAILING_DATA;

import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;

/** Payloads that break one rule each, behind a good header. */
final class PayloadFaults {
  private static final int FULL = Payload.CHUNK_BYTES;

  private PayloadFaults() {}

  static List<Fault> all() {
    return List.of(
        raw("nonce-missing", AGE_PAYLOAD_NONCE_TRUNCATED, new byte[0]),
        raw("nonce-short", AGE_PAYLOAD_NONCE_TRUNCATED, new byte[15]),
        fault("payload-no-chunk", AGE_PAYLOAD_TRUNCATED, start()),
        fault("payload-tag-cut", AGE_PAYLOAD_TRUNCATED, start().raw(new byte[15])),
        fault("chunk-zeros", AGE_CHUNK_INVALID, start().raw(new byte[36])),
        fault("chunk-index-wrong", AGE_CHUNK_INVALID, start().chunk(1, true, 20)),
        fault("chunk-not-final", AGE_PAYLOAD_TRUNCATED, start().chunk(0, false, 20)),
        fault("chunk-empty-not-final", AGE_PAYLOAD_TRUNCATED, start().chunk(0, false, 0)),
        fault("chunk-full-not-final", AGE_PAYLOAD_TRUNCATED, start().chunk(0, false, FULL)),
        fault(
            "chunk-short-not-last",
            AGE_CHUNK_INVALID,
            start().chunk(0, false, 20).chunk(1, true, 20)),
        fault(
            "final-chunk-empty",
            AGE_FINAL_CHUNK_EMPTY,
            start().chunk(0, false, FULL).chunk(1, true, 0)),
        fault(
            "final-chunk-tag-cut",
            AGE_PAYLOAD_TRUNCATED,
            start().chunk(0, false, FULL).raw(new byte[15])),
        fault(
            "final-chunk-zeros",
            AGE_CHUNK_INVALID,
            start().chunk(0, false, FULL).raw(new byte[36])),
        fault(
            "final-chunk-twice",
            AGE_TRAILING_DATA,
            start().chunk(0, true, FULL).chunk(1, true, 20)),
        fault(
            "final-chunk-repeated",
            AGE_TRAILING_DATA,
            start().chunk(0, true, FULL).chunk(0, true, FULL)),
        fault(
            "final-chunk-short-repeated",
            AGE_CHUNK_INVALID,
            start().chunk(0, true, 20).chunk(0, true, 20)),
        fault("trailing-byte", AGE_TRAILING_DATA, start().chunk(0, true, FULL).raw(new byte[1])),
        fault("trailing-bytes", AGE_TRAILING_DATA, start().chunk(0, true, FULL).raw(new byte[99])),
        fault(
            "trailing-byte-after-short",
            AGE_CHUNK_INVALID,
            start().chunk(0, true, 20).raw(new byte[1])),
        fault(
            "trailing-byte-after-empty",
            AGE_CHUNK_INVALID,
            start().chunk(0, true, 0).raw(new byte[1])));
  }

  private static Forge.Chunks start() {
    return new Forge(20).payload();
  }

  private static Fault fault(String name, ErrorCode code, Forge.Chunks payload) {
    return raw(name, code, payload.bytes());
  }

  private static Fault raw(String name, ErrorCode code, byte[] payload) {
    return new Fault(name, code, join(new Forge(20).header(), payload));
  }
}
