package org.dockwarden.evidence.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.testing.Mutations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules M-1 (canonical form, RFC 8785) and N-6. */
class JsonTest {
  private static final int MAX = 65_536;

  /** RFC 8785 3.2.3: sorted by UTF-16 code units, not by code points or UTF-8 bytes. */
  @Test
  void sortsMembersByUtf16CodeUnits() throws Exception {
    String sorted =
        "{\"\\r"
            + "\":1,\"1\":2,\"\u0080\":3,\"\u00f6\":4,\"\u20ac\":5,"
            + "\"\ud83d\ude00\":6,\"\ufb33\":7}";
    String shuffled =
        "{\"\u20ac\":5,\"\\r"
            + "\":1,\"\ufb33\":7,\"1\":2,\"\ud83d\ude00\":6,\"\u0080\":3,\"\u00f6\":4}";
    assertEquals(sorted, canonical(shuffled));
    assertEquals(sorted, canonical(sorted));
  }

  /** RFC 8785 3.2.2.2. */
  @Test
  void escapesAsRfc8785Says() throws Exception {
    String written = "{\"s\":\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0000\\u001f\u007f\u0080\u2028€😀\"}";
    assertEquals(written, canonical(written));
    assertEquals("[\"A/ \"]", canonical("[ \"\\u0041\\/ \" ]"));
    assertEquals("{\"\\u000f\":1}", canonical("{\"\\u000F\":1}"));
  }

  @Test
  void writesEmptyContainersAndLargestIntegers() throws Exception {
    String text = "{\"a\":[],\"b\":{},\"c\":[9007199254740991,-9007199254740991,0,true,false]}";
    assertEquals(text, canonical(text));
    assertEquals("[0]", canonical("[-0]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\":1}x",
        "{\"a\":1} {}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "null",
        "[null]",
        "1.0",
        "1e2",
        "9007199254740992",
        "-9007199254740992",
        "99999999999999999999999999999999999",
        "01",
        "+1",
        "NaN",
        "'a'",
        "{a:1}",
        "[\"\t\"]",
        "[\"\\ud800\"]",
        "[\"\\udc00\\ud800\"]",
        "{\"\\ud800\":1}",
        "[\"\\x\"]",
        "// comment\n[]",
        "\ufeff[]",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]"
      })
  void refusesWhatTwoReadersMightTakeDifferently(String text) {
    assertEquals(ErrorCode.DOCUMENT_MALFORMED, refusal(text.getBytes(UTF_8)));
  }

  @Test
  void refusesOtherEncodings() {
    assertEquals(
        ErrorCode.DOCUMENT_MALFORMED, refusal("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE)));
    assertEquals(
        ErrorCode.DOCUMENT_MALFORMED, refusal("{\"a\":1}".getBytes(StandardCharsets.UTF_16)));
    assertEquals(
        ErrorCode.DOCUMENT_MALFORMED,
        refusal(new byte[] {'[', '"', (byte) 0xc0, (byte) 0xaf, '"', ']'}));
    assertEquals(
        ErrorCode.DOCUMENT_MALFORMED,
        refusal(new byte[] {'[', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ']'}));
  }

  @Test
  void refusesTooManyBytes() throws Exception {
    byte[] text = "[1]".getBytes(UTF_8);
    StrictJson.read(text, 3);
    assertEquals(
        ErrorCode.DOCUMENT_TOO_LARGE,
        assertThrows(EvidenceException.class, () -> StrictJson.read(text, 2)).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {" {}", "{} ", "{\"b\":1,\"a\":2}", "[\"\\u0041\"]", "[\"\\/\"]", "[-0]"})
  void refusesUncanonicalForms(String text) {
    assertEquals(
        ErrorCode.DOCUMENT_NOT_CANONICAL,
        assertThrows(
                EvidenceException.class, () -> StrictJson.readCanonical(text.getBytes(UTF_8), MAX))
            .code());
  }

  /** Whatever the bytes: a value whose canonical form reads back equal, or a refusal. */
  @Test
  void survivesMutations() {
    long seed = 8785;
    Mutations mutations =
        new Mutations(
            "{\"a\":[1,-2,\"\\u000f€😀\"],\"b\":{\"c\":true},\"d\":\"\\\\\"}".getBytes(UTF_8),
            seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] mutant = mutations.next();
      try {
        JsonValue value = StrictJson.read(mutant, MAX);
        byte[] written = CanonicalJson.write(value);
        assertEquals(value, StrictJson.readCanonical(written, 10 * MAX));
      } catch (EvidenceException e) {
        assertEquals(ErrorCode.DOCUMENT_MALFORMED, e.code(), "seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T20:15:30.123Z, 2026-11-21T20:15:30.123Z",
    "2026-11-21T20:15:30.123999999Z, 2026-11-21T20:15:30.123Z",
    "2026-11-21T20:15:30Z, 2026-11-21T20:15:30.000Z",
    "1601-01-01T00:00:00Z, 1601-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
  })
  void writesInstantsWithThreeDecimals(String instant, String text) {
    assertEquals(text, InstantText.of(Instant.parse(instant)));
    assertEquals(text, InstantText.of(InstantText.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-11-21T20:15:30Z",
        "2026-11-21T20:15:30.1Z",
        "2026-11-21T20:15:30.123456Z",
        "2026-11-21T20:15:30.123+00:00",
        "2026-11-21t20:15:30.123z",
        "2026-11-21 20:15:30.123Z",
        "2026-02-30T20:15:30.123Z",
        "2026-11-21T24:00:00.000Z",
        "2016-12-31T23:59:60.000Z",
        "+12026-11-21T20:15:30.123Z",
        "٢٠٢٦-11-21T20:15:30.123Z"
      })
  void refusesOtherInstants(String text) {
    assertThrows(IllegalArgumentException.class, () -> InstantText.parse(text));
  }

  @Test
  void writesInstantsAlikeInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals("1970-01-01T00:00:00.000Z", InstantText.of(Instant.EPOCH));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refusesToWriteWhatCannotBeRead() {
    assertThrows(IllegalArgumentException.class, () -> new JsonValue.TextValue("\ud800"));
    assertThrows(IllegalArgumentException.class, () -> new JsonValue.IntegerValue(1L << 53));
    assertThrows(IllegalArgumentException.class, () -> InstantText.of(Instant.MAX));
    assertThrows(
        IllegalArgumentException.class, () -> new JsonObjectBuilder().put("\udc00", 1).build());
    assertThrows(
        IllegalArgumentException.class, () -> new JsonObjectBuilder().put("a", 1).put("a", 1));
    assertArrayEquals(new byte[] {'{', '}'}, new JsonObjectBuilder().toBytes(2));
    assertThrows(IllegalArgumentException.class, () -> new JsonObjectBuilder().toBytes(1));
  }

  private static String canonical(String text) throws EvidenceException {
    return new String(CanonicalJson.write(StrictJson.read(text.getBytes(UTF_8), MAX)), UTF_8);
  }

  private static ErrorCode refusal(byte[] text) {
    return assertThrows(EvidenceException.class, () -> StrictJson.read(text, MAX)).code();
  }
}
