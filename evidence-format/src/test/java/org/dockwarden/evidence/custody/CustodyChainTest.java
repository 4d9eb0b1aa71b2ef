package org.dockwarden.evidence.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.testing.TestPapers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules C-1 and C-2. */
class CustodyChainTest {
  private static final RecordingId A = new RecordingId("aa".repeat(32));
  private static final RecordingId B = new RecordingId("bb".repeat(32));

  private final List<byte[]> log = new ArrayList<>();

  /** A A B A B. */
  @BeforeEach
  void writeLog() {
    append(A, Optional.empty(), CustodyEvent.COMMITTED);
    append(A, leaf(0), CustodyEvent.STORED);
    append(B, Optional.empty(), CustodyEvent.COMMITTED);
    append(A, leaf(1), CustodyEvent.VERIFIED);
    append(B, leaf(2), CustodyEvent.STORED);
  }

  private void append(RecordingId recording, Optional<Digest> ofRecording, CustodyEvent event) {
    log.add(entry(log.size(), recording, ofRecording, event));
  }

  private byte[] entry(
      int index, RecordingId recording, Optional<Digest> ofRecording, CustodyEvent event) {
    Optional<Digest> previous = index == 0 ? Optional.empty() : leaf(index - 1);
    return CustodyJson.encode(TestPapers.custody(index, previous, recording, ofRecording, event));
  }

  private Optional<Digest> leaf(int index) {
    return Optional.of(CustodyLeaf.hash(log.get(index)));
  }

  @Test
  void acceptsWholeLog() throws Exception {
    CustodyChain chain = check(log);
    assertEquals(5, chain.count());
    assertEquals(leaf(4), chain.lastLeaf());
    assertEquals(leaf(3), chain.lastLeaf(A));
    RecordingCustody.read(A, List.of(log.get(0), log.get(1), log.get(3)));
    RecordingCustody.read(B, List.of(log.get(2), log.get(4)));
  }

  @Test
  void hashesLeavesAsRfc6962() {
    // SHA-256 of one zero byte: the leaf hash of an empty entry in RFC 6962's test vectors.
    assertEquals(
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        CustodyLeaf.hash(new byte[0]).hex());
  }

  @Test
  void findsMissingRepeatedAndSwappedEntries() {
    for (int index = 0; index < log.size(); index++) {
      List<byte[]> missing = new ArrayList<>(log);
      missing.remove(index);
      List<byte[]> repeated = new ArrayList<>(log);
      repeated.add(index, log.get(index));
      if (index < log.size() - 1) {
        List<byte[]> swapped = new ArrayList<>(log);
        Collections.swap(swapped, index, index + 1);
        refuses(swapped);
        refuses(missing); // What is missing at the end only the receipt's reference shows.
      }
      refuses(repeated);
    }
  }

  @Test
  void findsEveryChangedByte() {
    for (int entry = 0; entry < log.size() - 1; entry++) {
      for (int at = 0; at < log.get(entry).length; at++) {
        List<byte[]> changed = new ArrayList<>(log);
        changed.set(entry, log.get(entry).clone());
        changed.get(entry)[at] ^= 1;
        refuses(changed);
      }
    }
  }

  @Test
  void findsWrongLinkOfRecording() throws Exception {
    log.set(4, entry(4, B, leaf(1), CustodyEvent.STORED));
    refuses(log);
    CustodyChain onlyA = CustodyChain.following(A::equals);
    for (byte[] entry : log) {
      onlyA.add(entry);
    }
    log.set(4, entry(4, B, Optional.empty(), CustodyEvent.STORED));
    refuses(log);
    EvidenceException refused =
        assertThrows(
            EvidenceException.class,
            () -> RecordingCustody.read(B, List.of(log.get(2), log.get(4))));
    assertEquals(ErrorCode.CUSTODY_CHAIN_BROKEN, refused.code());
  }

  @Test
  void findsGapsAndStrangersInRecordingsEntries() {
    List<List<byte[]>> broken =
        List.of(
            List.of(log.get(1), log.get(3)),
            List.of(log.get(0), log.get(3)),
            List.of(log.get(0), log.get(1), log.get(2)),
            List.of(log.get(0), log.get(0)),
            List.of(log.get(2)));
    for (List<byte[]> entries : broken) {
      assertEquals(
          ErrorCode.CUSTODY_CHAIN_BROKEN,
          assertThrows(EvidenceException.class, () -> RecordingCustody.read(A, entries)).code());
    }
  }

  private static CustodyChain check(List<byte[]> entries) throws EvidenceException {
    CustodyChain chain = CustodyChain.ofAll();
    for (byte[] entry : entries) {
      chain.add(entry);
    }
    return chain;
  }

  private static void refuses(List<byte[]> entries) {
    assertEquals(
        ErrorCode.CUSTODY_CHAIN_BROKEN,
        assertThrows(EvidenceException.class, () -> check(entries)).code());
  }
}
