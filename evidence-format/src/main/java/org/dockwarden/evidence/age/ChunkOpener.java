package org.dockwarden.evidence.age;

import javax.crypto.AEADBadTagException;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** Opens chunks of one payload, and says what is wrong where one does not open. For one thread. */
final class ChunkOpener {
  private final Aead aead;

  ChunkOpener(Aead aead) {
    this.aead = aead;
  }

  /**
   * Opens the chunk in the first {@code length} bytes of {@code sealed} into {@code original}.
   *
   * @param isFinal whether the source ends after this chunk
   * @return length of the original bytes, none only if the whole payload is empty
   */
  int open(long index, boolean isFinal, byte[] sealed, int length, byte[] original)
      throws EvidenceException {
    if (length < Aead.TAG_BYTES) {
      throw new EvidenceException(
          ErrorCode.AGE_PAYLOAD_TRUNCATED, "payload: ends in or before chunk " + index);
    }
    int opened;
    try {
      opened = aead.open(Payload.chunkNonce(index, isFinal), sealed, 0, length, original, 0);
    } catch (AEADBadTagException e) {
      throw fault(index, isFinal, sealed, length, original, e);
    }
    if (opened == 0 && index > 0) {
      throw new EvidenceException(
          ErrorCode.AGE_FINAL_CHUNK_EMPTY, "payload: final chunk " + index + " is empty");
    }
    return opened;
  }

  /** Whether the chunk was sealed as {@code isFinal} says, wherever it now stands. */
  boolean isSealedAs(boolean isFinal, long index, byte[] sealed, int length, byte[] scratch) {
    try {
      aead.open(Payload.chunkNonce(index, isFinal), sealed, 0, length, scratch, 0);
      return true;
    } catch (AEADBadTagException _) {
      return false;
    }
  }

  static EvidenceException trailingData(long index) {
    return new EvidenceException(
        ErrorCode.AGE_TRAILING_DATA, "payload: goes on after its final chunk " + index);
  }

  private EvidenceException fault(
      long index,
      boolean isFinal,
      byte[] sealed,
      int length,
      byte[] scratch,
      AEADBadTagException cause) {
    if (!isSealedAs(!isFinal, index, sealed, length, scratch)) {
      return new EvidenceException(
          ErrorCode.AGE_CHUNK_INVALID, "payload: chunk " + index + " was changed or cut", cause);
    }
    return isFinal
        ? new EvidenceException(
            ErrorCode.AGE_PAYLOAD_TRUNCATED,
            "payload: ends after chunk " + index + ", which is not the final one")
        : trailingData(index);
  }
}
