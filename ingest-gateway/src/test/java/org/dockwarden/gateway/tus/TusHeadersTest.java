package org.dockwarden.gateway.tus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TusHeadersTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 999_999_999_999_999_999L})
  void readsLengths(long length) throws EvidenceException {
    String text = Long.toString(length);
    assertEquals(length, TusHeaders.uploadLength(Map.of("Upload-Length", text)::get));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", " 1", "1 ", "01", "0x1", "1e3", "9999999999999999999"})
  void refusesWhatIsNoLength(String text) {
    assertCode(
        ErrorCode.UPLOAD_LENGTH_INVALID,
        () -> TusHeaders.uploadLength(Map.of("Upload-Length", text)::get));
  }

  @Test
  void refusesADeferredLength() {
    assertCode(
        ErrorCode.UPLOAD_LENGTH_INVALID,
        () -> TusHeaders.uploadLength(Map.of("Upload-Defer-Length", "1")::get));
  }

  @Test
  void refusesAMissingOffset() {
    assertCode(ErrorCode.REQUEST_MALFORMED, () -> TusHeaders.uploadOffset(_ -> null));
  }

  @Test
  void refusesAnotherContentType() {
    assertCode(
        ErrorCode.CONTENT_TYPE_UNSUPPORTED,
        () -> TusHeaders.checkCarriesBytes(Map.of("Content-Type", "text/plain")::get));
  }

  @Test
  void refusesMetadataThatIsNotBase64() {
    assertCode(
        ErrorCode.UPLOAD_METADATA_MALFORMED,
        () -> TusHeaders.metadata(Map.of("Upload-Metadata", "name !")::get));
  }

  private interface Check {
    void run() throws EvidenceException;
  }

  private static void assertCode(ErrorCode code, Check check) {
    assertEquals(code, assertThrows(EvidenceException.class, check::run).code());
  }
}
