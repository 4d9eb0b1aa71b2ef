package org.dockwarden.evidence.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.testing.Mutations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of spec/ingest-protocol.md and the header forms of tus 1.0.0. */
class WireTest {
  private static final RecordingId RECORDING = new RecordingId("ab".repeat(32));
  private static final SignedDocument SIGNED =
      new SignedDocument("{\"a\":1}".getBytes(UTF_8), new byte[] {0x30, 0});
  private static final RecordingStatus STATUS =
      new RecordingStatus(
          RECORDING, RecordingState.RECEIPTED, Optional.empty(), List.of(SIGNED, SIGNED));
  private static final RecordingStatus QUARANTINED =
      new RecordingStatus(
          RECORDING,
          RecordingState.QUARANTINED,
          Optional.of(ErrorCode.ORIGINAL_DIGEST_MISMATCH),
          List.of());
  private static final KnownRecordings KNOWN =
      new KnownRecordings(
          List.of(
              new KnownRecording(
                  RECORDING,
                  new CameraPath("DCIM/é"),
                  7,
                  Digest.compute(new byte[0]),
                  Instant.parse("2026-11-21T20:00:00Z"))),
          true);

  /** D-3. */
  @Test
  void carriesSignedDocuments() throws Exception {
    assertEquals(SIGNED, SignedDocumentJson.decode(SignedDocumentJson.encode(SIGNED)));
    assertEquals(
        "{\"document\":\"eyJhIjoxfQ==\",\"signature\":\"MAA=\"}",
        new String(SignedDocumentJson.encode(SIGNED), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"document\":\"MAA\",\"signature\":\"MAA=\"}",
        "{\"document\":\"MAB=\",\"signature\":\"MAA=\"}",
        "{\"document\":\"MA A=\",\"signature\":\"MAA=\"}",
        "{\"document\":\"_-A=\",\"signature\":\"MAA=\"}",
        "{\"document\":\"MAA=\"}",
        "{\"document\":\"MAA=\",\"signature\":\"MAA=\",\"more\":1}",
        "[]",
        ""
      })
  void refusesOtherSignedDocuments(String json) {
    refuses(ErrorCode.DOCUMENT_MALFORMED, () -> SignedDocumentJson.decode(json.getBytes(UTF_8)));
  }

  /** P-19 and P-21. */
  @Test
  void carriesStatuses() throws Exception {
    for (RecordingStatus status : List.of(STATUS, QUARANTINED)) {
      assertEquals(status, RecordingStatusJson.decode(RecordingStatusJson.encode(status)));
    }
    List<RecordingStatus> both = List.of(STATUS, QUARANTINED);
    assertEquals(both, RecordingQueryJson.decodeAnswer(RecordingQueryJson.encodeAnswer(both)));
    List<RecordingId> query = List.of(RECORDING, RECORDING);
    assertEquals(query, RecordingQueryJson.decode(RecordingQueryJson.encode(query)));
  }

  @Test
  void bindsQueries() throws Exception {
    List<RecordingId> most = IntStream.range(0, 500).mapToObj(_ -> RECORDING).toList();
    assertEquals(500, RecordingQueryJson.decode(RecordingQueryJson.encode(most)).size());
    String tooMany =
        "{\"recordings\":["
            + String.join(",", Collections.nCopies(501, "\"" + RECORDING + "\""))
            + "]}";
    refuses(ErrorCode.DOCUMENT_MALFORMED, () -> RecordingQueryJson.decode(tooMany.getBytes(UTF_8)));
  }

  /** P-22. */
  @Test
  void carriesKnownRecordings() throws Exception {
    assertEquals(KNOWN, KnownRecordingsJson.decode(KnownRecordingsJson.encode(KNOWN)));
  }

  @Test
  void carriesProblems() throws Exception {
    Problem problem = new Problem(ErrorCode.OFFSET_MISMATCH, "offset: 5 (expected: 7)");
    byte[] json = ProblemJson.encode(problem);
    assertEquals(problem, ProblemJson.decode(json));
    assertEquals(
        "{\"code\":\"offset-mismatch\",\"detail\":\"offset: 5 (expected: 7)\",\"status\":409,"
            + "\"type\":\"urn:dockwarden:error:offset-mismatch\"}",
        new String(json, UTF_8));
    String extended = new String(json, UTF_8).replace("}", ",\"instance\":\"/x\"}");
    assertEquals(problem, ProblemJson.decode(extended.getBytes(UTF_8)));
    Problem strange = new Problem(ErrorCode.INTERNAL_ERROR, "\ud800".repeat(5000));
    assertTrue(ProblemJson.decode(ProblemJson.encode(strange)).detail().startsWith("??"));
    refuses(
        ErrorCode.DOCUMENT_MALFORMED,
        () -> ProblemJson.decode("{\"code\":\"odd\",\"detail\":\"\"}".getBytes(UTF_8)));
  }

  /** Whatever the bytes: a message or a refusal. */
  @Test
  void readersSurviveMutations() {
    survives(SignedDocumentJson.encode(SIGNED), SignedDocumentJson::decode);
    survives(RecordingStatusJson.encode(STATUS), RecordingStatusJson::decode);
    survives(RecordingQueryJson.encode(List.of(RECORDING)), RecordingQueryJson::decode);
    survives(
        RecordingQueryJson.encodeAnswer(List.of(QUARANTINED)), RecordingQueryJson::decodeAnswer);
    survives(KnownRecordingsJson.encode(KNOWN), KnownRecordingsJson::decode);
    survives(ProblemJson.encode(new Problem(ErrorCode.GATEWAY_BUSY, "x")), ProblemJson::decode);
    survives("filename eA==,empty".getBytes(UTF_8), it -> UploadMetadata.parse(text(it)));
    survives(
        "sha1 Lve95gjOVATpfV8EL5X4nxwjKHE=".getBytes(UTF_8), it -> UploadChecksum.parse(text(it)));
  }

  /** A reader of bytes. */
  private interface Reader {
    Object read(byte[] bytes) throws EvidenceException;
  }

  private static void survives(byte[] message, Reader reader) {
    long seed = 1;
    Mutations mutations = new Mutations(message, seed);
    for (int round = 0; round < 3000; round++) {
      try {
        reader.read(mutations.next());
      } catch (EvidenceException e) {
        assertEquals(400, e.code().httpStatus(), "seed " + seed);
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  @Test
  void readsAndWritesUploadMetadata() throws Exception {
    Map<String, byte[]> pairs = new LinkedHashMap<>();
    pairs.put("filename", "world_domination_plan.pdf".getBytes(UTF_8));
    pairs.put("is_confidential", new byte[0]);
    String header = UploadMetadata.format(pairs);
    assertEquals("filename d29ybGRfZG9taW5hdGlvbl9wbGFuLnBkZg==,is_confidential", header);
    Map<String, byte[]> parsed = UploadMetadata.parse(header);
    assertEquals(List.of("filename", "is_confidential"), List.copyOf(parsed.keySet()));
    assertArrayEquals(pairs.get("filename"), parsed.get("filename"));
    assertEquals(0, UploadMetadata.parse("").size());
    assertEquals(2, UploadMetadata.parse("a MA==, b ").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "a,", "a,a", "é MA==", "a M", "a MA== MA==", " ,b", "a =", "\u0000"})
  void refusesOtherUploadMetadata(String header) {
    refuses(ErrorCode.UPLOAD_METADATA_MALFORMED, () -> UploadMetadata.parse(header));
  }

  @Test
  void bindsUploadMetadata() {
    refuses(ErrorCode.UPLOAD_METADATA_MALFORMED, () -> UploadMetadata.parse("a".repeat(8193)));
    String many = String.join(",", IntStream.range(0, 65).mapToObj(i -> "k" + i).toList());
    refuses(ErrorCode.UPLOAD_METADATA_MALFORMED, () -> UploadMetadata.parse(many));
    assertThrows(
        IllegalArgumentException.class, () -> UploadMetadata.format(Map.of("a b", new byte[0])));
  }

  @Test
  void readsAndWritesUploadChecksum() throws Exception {
    String header = "sha1 Lve95gjOVATpfV8EL5X4nxwjKHE=";
    UploadChecksum checksum = UploadChecksum.parse(header);
    assertEquals(header, checksum.header());
    assertTrue(
        checksum.matches(checksum.algorithm().newDigest().digest("Hello World!".getBytes(UTF_8))));
    byte[] digest = Digest.compute(new byte[0]).toBytes();
    UploadChecksum sha256 = new UploadChecksum(UploadChecksum.Algorithm.SHA256, digest);
    assertEquals(sha256, UploadChecksum.parse(sha256.header()));
  }

  @ParameterizedTest
  @CsvSource({
    "'', checksum-malformed",
    "sha256, checksum-malformed",
    "'sha256 ', checksum-malformed",
    "'sha256 AAAA', checksum-malformed",
    "'sha256 Lve95gjOVATpfV8EL5X4nxwjKHE=', checksum-malformed",
    "'sha1 !', checksum-malformed",
    "'md5 AAAA', checksum-algorithm-unsupported",
    "'SHA1 Lve95gjOVATpfV8EL5X4nxwjKHE=', checksum-algorithm-unsupported"
  })
  void refusesOtherUploadChecksums(String header, String code) {
    EvidenceException refused =
        assertThrows(EvidenceException.class, () -> UploadChecksum.parse(header));
    assertEquals(code, refused.code().code());
  }

  private static void refuses(ErrorCode code, Executable reading) {
    assertEquals(code, assertThrows(EvidenceException.class, reading).code());
  }
}
