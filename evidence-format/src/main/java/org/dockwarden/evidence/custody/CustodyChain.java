package org.dockwarden.evidence.custody;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;

/**
 * Checks a whole custody log, entry by entry from the first (C-1, C-2): numbers without gaps, each
 * entry naming the leaf before it and the leaf before it about the same recording. The first break
 * is told with its index; after it nothing more can be added. Not thread-safe.
 */
public final class CustodyChain {
  private final Predicate<RecordingId> followed;
  private final Map<RecordingId, Digest> lastOfRecording = new HashMap<>();
  private Optional<Digest> last = Optional.empty();
  private long count;

  private CustodyChain(Predicate<RecordingId> followed) {
    this.followed = followed;
  }

  /** Follows every recording; takes memory for each. */
  public static CustodyChain ofAll() {
    return new CustodyChain(_ -> true);
  }

  /** Checks {@code previousOfRecording} for these recordings only. */
  public static CustodyChain following(Predicate<RecordingId> recordings) {
    return new CustodyChain(recordings);
  }

  /** Goes on behind an entry that was checked before; follows no recording. */
  public static CustodyChain behind(long index, Digest leaf) {
    CustodyChain chain = new CustodyChain(_ -> false);
    chain.count = index + 1;
    chain.last = Optional.of(leaf);
    return chain;
  }

  /** Takes the next entry's bytes; throws {@code custody-chain-broken} where it does not follow. */
  public CustodyEntry add(byte[] encoded) throws EvidenceException {
    CustodyEntry entry = decode(encoded);
    require(entry.index() == count, "index " + entry.index());
    require(entry.previous().equals(last), "previous is not the leaf of the entry before");
    Digest leaf = CustodyLeaf.hash(encoded);
    if (followed.test(entry.recording())) {
      Optional<Digest> before = Optional.ofNullable(lastOfRecording.get(entry.recording()));
      require(
          entry.previousOfRecording().equals(before),
          "previousOfRecording is not the leaf of the recording's entry before");
      lastOfRecording.put(entry.recording(), leaf);
    }
    last = Optional.of(leaf);
    count++;
    return entry;
  }

  private CustodyEntry decode(byte[] encoded) throws EvidenceException {
    try {
      return CustodyJson.decode(encoded);
    } catch (EvidenceException e) {
      throw new EvidenceException(
          ErrorCode.CUSTODY_CHAIN_BROKEN, "entry %d: %s".formatted(count, e.getMessage()), e);
    }
  }

  private void require(boolean holds, String what) throws EvidenceException {
    if (!holds) {
      throw new EvidenceException(
          ErrorCode.CUSTODY_CHAIN_BROKEN, "entry %d: %s".formatted(count, what));
    }
  }

  /** The index of the next entry. */
  public long count() {
    return count;
  }

  /** The leaf of the last entry. */
  public Optional<Digest> lastLeaf() {
    return last;
  }

  /** The leaf of the last entry about a recording that is followed. */
  public Optional<Digest> lastLeaf(RecordingId recording) {
    return Optional.ofNullable(lastOfRecording.get(recording));
  }
}
