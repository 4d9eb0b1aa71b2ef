package org.dockwarden.evidence.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.evidence.custody.CustodyEntry;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.custody.CustodyJson;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.dockwarden.evidence.testing.Mutations;
import org.dockwarden.evidence.testing.TestPapers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifest, receipt and custody entry as documents: rules M-1 to M-4, R-1, R-2, C-1, C-3. */
class PapersTest {
  private static final Manifest MANIFEST =
      TestPapers.manifest("dock-0001", "DCIM/é %\n.MP4", "footage".getBytes(UTF_8));
  private static final Digest DIGEST = Digest.compute(new byte[0]);
  private static final Receipt RECEIPT = TestPapers.receipt(MANIFEST, DIGEST, 7, DIGEST);
  private static final CustodyEntry ENTRY =
      TestPapers.custody(
          9,
          Optional.of(DIGEST),
          MANIFEST.recordingId(),
          Optional.of(DIGEST),
          CustodyEvent.DELIVERY_REJECTED);

  /** Reads and writes again. */
  private interface Codec {
    byte[] again(byte[] document) throws EvidenceException;
  }

  private static final Codec MANIFESTS = it -> ManifestJson.encode(ManifestJson.decode(it));
  private static final Codec RECEIPTS = it -> ReceiptJson.encode(ReceiptJson.decode(it));
  private static final Codec ENTRIES = it -> CustodyJson.encode(CustodyJson.decode(it));

  @Test
  void readsWhatItWrote() throws Exception {
    assertEquals(MANIFEST, ManifestJson.decode(ManifestJson.encode(MANIFEST)));
    assertEquals(RECEIPT, ReceiptJson.decode(ReceiptJson.encode(RECEIPT)));
    Receipt delivered = TestPapers.delivered(RECEIPT);
    assertEquals(delivered, ReceiptJson.decode(ReceiptJson.encode(delivered)));
    assertEquals(ENTRY, CustodyJson.decode(CustodyJson.encode(ENTRY)));
    CustodyEntry first =
        TestPapers.custody(
            0, Optional.empty(), RECEIPT.recording(), Optional.empty(), CustodyEvent.COMMITTED);
    assertEquals(first, CustodyJson.decode(CustodyJson.encode(first)));
  }

  /** M-3: what is unknown is left out. */
  @Test
  void readsManifestWithoutWhatIsUnknown() throws Exception {
    OriginalFile file = MANIFEST.file();
    Manifest bare =
        new Manifest(
            new OriginalFile(
                file.path(),
                FileKind.METADATA,
                0,
                DIGEST,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Set.of()),
            MANIFEST.sealed(),
            new CameraFacts(
                MANIFEST.camera().id(), "generic-dcim", Optional.empty(), Optional.empty()),
            MANIFEST.docking());
    byte[] document = ManifestJson.encode(bare);
    assertEquals(bare, ManifestJson.decode(document));
    assertEquals(-1, new String(document, UTF_8).indexOf("null"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "bay":3                 | "bay":0                   | document-malformed
          "bay":3                 | "bay":129                 | document-malformed
          "bay":3                 | "bay":"3"                 | document-malformed
          "bay":3                 | "bax":3                   | document-malformed
          "bay":3                 | "bay":3,"bay2":1          | document-malformed
          "bay":3                 | "bay":3,"bay":3           | document-malformed
          "bay":3                 | "bay": 3                  | document-not-canonical
          "bay":3                 | "bay":3.0                 | document-malformed
          manifest/1              | manifest/2                | document-format-unknown
          "footage"               | "Footage"                 | document-malformed
          "synchronised"          | "maybe"                   | document-malformed
          "flagged","truncated"   | "truncated","flagged"     | document-not-canonical
          "flagged","truncated"   | "flagged","flagged"       | document-not-canonical
          "flagged","truncated"   | "flagged","odd"           | document-malformed
          "flagged","truncated"   | "flagged",1               | document-malformed
          dock-0001               | dock 0001                 | document-malformed
          6f1c2b1e                | 6F1C2B1E                  | document-malformed
          6f1c2b1e-9f0a           | 1-9f0a                    | document-malformed
          8388608                 | 8388609                   | document-malformed
          8388608                 | 4294967296                | document-malformed
          "offsetMillis":-61250   | "offsetMillis":null       | document-malformed
          "offsetMillis":-61250,  |                           | document-malformed
          "uncertaintyMillis":1000 | "uncertaintyMillis":-1   | document-malformed
          "profile":"generic-dcim" | "profile":""             | document-malformed
          "firmware":"1.4.2"      | "firmware":"1\\n2"        | document-malformed
          DCIM/é                  | DCIM//é                   | document-malformed
          DCIM/é                  | DCIM/../é                 | document-malformed
          %0A                     | %0a                       | document-malformed
          BW-0042                 | BW-0043                   | manifest-recording-id-wrong
          "bytes":7               | "bytes":8                 | manifest-recording-id-wrong
          20:15:30.123Z           | 20:15:30Z                 | document-malformed
          """)
  void refusesManifest(String from, @Nullable String to, String code) {
    refuses(code, MANIFESTS, ManifestJson.encode(MANIFEST), from, to);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "stored"                | "delivered"               | document-malformed
          "stored"                | "kept"                    | document-malformed
          receipt/1               | receipt/9                 | document-format-unknown
          "index":7               | "index":-1                | document-malformed
          "index":7,              |                           | document-malformed
          "gateway":"gateway-1"   | "gateway":""              | document-malformed
          "gateway":"gateway-1"   | "gateway":"gateway-1","h":1 | document-malformed
          "bytes":7               | "bytes":9007199254740992  | document-malformed
          "sealed":{"bytes":239   | "sealed":{"bytes":0       | document-malformed
          """)
  void refusesReceipt(String from, @Nullable String to, String code) {
    refuses(code, RECEIPTS, ReceiptJson.encode(RECEIPT), from, to);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "index":9               | "index":0                 | document-malformed
          "delivery-rejected"     | "lost"                    | document-malformed
          custody/1               | custody/2                 | document-format-unknown
          "dock-0001"             | 1                         | document-malformed
          {"dock":"dock-0001"}    | []                        | document-malformed
          "facts":{"dock":"dock-0001"}, |                     | document-malformed
          """)
  void refusesCustodyEntry(String from, @Nullable String to, String code) {
    refuses(code, ENTRIES, CustodyJson.encode(ENTRY), from, to);
  }

  @Test
  void refusesTooLargeDocuments() {
    assertEquals(
        ErrorCode.DOCUMENT_TOO_LARGE,
        assertThrows(
                EvidenceException.class,
                () -> ManifestJson.decode(new byte[Manifest.MAX_BYTES + 1]))
            .code());
  }

  /** Whatever the bytes: a value that writes exactly these bytes, or a refusal. */
  @Test
  void readersSurviveMutations() {
    survives(MANIFESTS, ManifestJson.encode(MANIFEST));
    survives(RECEIPTS, ReceiptJson.encode(TestPapers.delivered(RECEIPT)));
    survives(ENTRIES, CustodyJson.encode(ENTRY));
  }

  private static void survives(Codec codec, byte[] document) {
    long seed = 42;
    Mutations mutations = new Mutations(document, seed);
    for (int round = 0; round < 10_000; round++) {
      byte[] mutant = mutations.next();
      try {
        assertArrayEquals(mutant, codec.again(mutant), "seed " + seed);
      } catch (EvidenceException e) {
        assertEquals(true, List.of(400, 413, 422).contains(e.code().httpStatus()), e.getMessage());
      }
    }
  }

  private static void refuses(
      String code, Codec codec, byte[] document, String from, @Nullable String to) {
    String text = new String(document, UTF_8);
    String changed = text.replace(from, to == null ? "" : to);
    assertEquals(false, changed.equals(text), "no such text in " + text);
    EvidenceException refused =
        assertThrows(EvidenceException.class, () -> codec.again(changed.getBytes(UTF_8)));
    assertEquals(code, refused.code().code(), refused.getMessage());
  }
}
