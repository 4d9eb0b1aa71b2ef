package org.dockwarden.evidence.custody;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;

/**
 * The entries of one recording, taken out of the log as an evidence bag carries them (B-3): each
 * names the leaf of the one before it; where two are neighbours in the log, that link is checked
 * too. That nothing was taken off the end only the log itself can show.
 */
public record RecordingCustody(
    RecordingId recording, List<CustodyEntry> entries, List<Digest> leaves) {
  /** No recording has more entries than this. */
  public static final int MAX_ENTRIES = 10_000;

  public RecordingCustody {
    entries = List.copyOf(entries);
    leaves = List.copyOf(leaves);
  }

  /** Reads and checks the entries' bytes in their order. */
  public static RecordingCustody read(RecordingId recording, List<byte[]> encoded)
      throws EvidenceException {
    List<CustodyEntry> entries = new ArrayList<>();
    List<Digest> leaves = new ArrayList<>();
    for (byte[] bytes : encoded) {
      CustodyEntry entry = CustodyJson.decode(bytes);
      require(entries.size() < MAX_ENTRIES, entry, "one too many");
      require(entry.recording().equals(recording), entry, "of another recording");
      Optional<Digest> before = leaves.isEmpty() ? Optional.empty() : Optional.of(leaves.getLast());
      require(entry.previousOfRecording().equals(before), entry, "does not follow the one before");
      if (!entries.isEmpty()) {
        requireOrder(entries.getLast(), leaves.getLast(), entry);
      }
      entries.add(entry);
      leaves.add(CustodyLeaf.hash(bytes));
    }
    return new RecordingCustody(recording, entries, leaves);
  }

  private static void requireOrder(CustodyEntry before, Digest leafBefore, CustodyEntry entry)
      throws EvidenceException {
    require(entry.index() > before.index(), entry, "out of order");
    if (entry.index() == before.index() + 1) {
      require(
          entry.previous().equals(Optional.of(leafBefore)), entry, "does not follow its neighbour");
    }
  }

  private static void require(boolean holds, CustodyEntry entry, String what)
      throws EvidenceException {
    if (!holds) {
      throw new EvidenceException(
          ErrorCode.CUSTODY_CHAIN_BROKEN, "entry " + entry.index() + ": " + what);
    }
  }

  /** The entry with this leaf hash. */
  public Optional<CustodyEntry> entry(Digest leaf) {
    int position = leaves.indexOf(leaf);
    return position < 0 ? Optional.empty() : Optional.of(entries.get(position));
  }
}
