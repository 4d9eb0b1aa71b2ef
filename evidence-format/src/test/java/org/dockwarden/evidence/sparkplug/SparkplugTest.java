package org.dockwarden.evidence.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.sparkplug.SparkplugValue.DecimalValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.IntegerValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.NullValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.UnknownValue;
import org.dockwarden.evidence.testing.Mutations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sparkplug 3.0, 6.4. */
class SparkplugTest {
  private static final Instant AT = Instant.ofEpochMilli(1_763_756_130_123L);

  private static final SparkplugPayload PAYLOAD =
      SparkplugPayload.of(
          AT,
          List.of(
              SparkplugMetric.ofText("state", AT, "offloading é😀"),
              SparkplugMetric.ofInteger("temperature", AT, SparkplugType.INT32, -40),
              SparkplugMetric.ofInteger("smallest", AT, SparkplugType.INT8, -128),
              SparkplugMetric.ofInteger("largest", AT, SparkplugType.UINT32, 4_294_967_295L),
              SparkplugMetric.ofInteger("bdSeq", AT, SparkplugType.INT64, Long.MIN_VALUE),
              SparkplugMetric.ofInteger("bytes", AT, SparkplugType.UINT64, Long.MAX_VALUE),
              SparkplugMetric.ofDouble("load", AT, -0.5),
              SparkplugMetric.of("ratio", AT, SparkplugType.FLOAT, new DecimalValue(0.25)),
              SparkplugMetric.ofBoolean("online", AT, false),
              SparkplugMetric.ofNull("camera", AT, SparkplugType.STRING),
              SparkplugMetric.ofText("late", AT, "").historical(),
              SparkplugMetric.ofDouble("temperature", AT, 40).in("Cel"),
              new SparkplugMetric(
                  Optional.empty(),
                  OptionalLong.of(7),
                  Optional.empty(),
                  Optional.empty(),
                  new IntegerValue(1),
                  false)),
          255);

  @Test
  void readsWhatItWrote() throws Exception {
    assertEquals(PAYLOAD, SparkplugCodec.decode(SparkplugCodec.encode(PAYLOAD)));
    SparkplugPayload death = SparkplugPayload.withoutSeq(AT, List.of());
    assertEquals(death, SparkplugCodec.decode(SparkplugCodec.encode(death)));
    assertEquals(
        new SparkplugPayload(Optional.empty(), List.of(), OptionalInt.empty()),
        SparkplugCodec.decode(new byte[0]));
  }

  /** The bytes of the specification's protobuf schema, field by field. */
  @Test
  void writesTheSchemasFields() {
    SparkplugPayload payload =
        SparkplugPayload.of(
            Instant.ofEpochMilli(1),
            List.of(
                SparkplugMetric.ofInteger("a", Instant.ofEpochMilli(2), SparkplugType.INT32, -1)),
            3);
    String expected =
        "0801" // timestamp (1) = 1
            + "120d" // metrics (2), 13 bytes
            + "0a0161" // name (1) = "a"
            + "1802" // timestamp (3) = 2
            + "2003" // datatype (4) = Int32
            + "50ffffffff0f" // int_value (10) = 2^32 - 1: two's complement of -1
            + "1803"; // seq (3) = 3
    byte[] bytes = SparkplugCodec.encode(payload);
    assertEquals(expected, HexFormat.of().formatHex(bytes));
  }

  /** Writers differ about negative integers: 5 or 10 bytes of varint mean the same. */
  @Test
  void readsSignExtendedIntegers() throws Exception {
    SparkplugPayload payload = decode("1210" + "0a0161" + "2003" + "50ffffffffffffffffff01");
    assertEquals(new IntegerValue(-1), payload.metrics().getFirst().value());
  }

  @Test
  void skipsUnknownFieldsAndKinds() throws Exception {
    String unknown = "7a027878" + "a00601";
    assertEquals(OptionalInt.of(1), decode(unknown + "1801").seq());
    SparkplugMetric dataSet = decode("1208" + "0a0161" + "2010" + "820100").metrics().getFirst();
    assertEquals(new UnknownValue(), dataSet.value());
    assertEquals(Optional.empty(), dataSet.type());
  }

  /**
   * tck-id-payloads-propertyset-keys-array-size, tck-id-payloads-propertyset-values-array-size: as
   * many values as keys.
   */
  @Test
  void readsTheUnitAmongOtherProperties() throws Exception {
    String unit = "0a07" + "656e67556e6974";
    String other = "0a0171";
    String seconds = "1205" + "080c" + "420173";
    String good = "1205" + "0803" + "20c001";
    String set = other + unit + good + seconds;
    SparkplugMetric metric = decode("121f" + "0a0161" + "4a1a" + set).metrics().getFirst();
    assertEquals(Optional.of("s"), metric.unit());
    EvidenceException refused =
        assertThrows(EvidenceException.class, () -> decode("120b" + "4a09" + unit));
    assertEquals(ErrorCode.DOCUMENT_MALFORMED, refused.code());
  }

  /** tck-id-payloads-metric-datatype-not-req. */
  @Test
  void numbersOfDataNeedNoType() throws Exception {
    SparkplugMetric metric =
        SparkplugMetric.ofInteger("n", AT, SparkplugType.INT64, -7).in("B").withoutType();
    SparkplugPayload payload = SparkplugPayload.of(AT, List.of(metric), 1);
    assertEquals(payload, SparkplugCodec.decode(SparkplugCodec.encode(payload)));
    assertEquals(Optional.empty(), metric.unit());
  }

  @Test
  void nullBeatsValue() throws Exception {
    assertEquals(new NullValue(), decode("1204" + "5005" + "3801").metrics().getFirst().value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08",
        "0a",
        "12ff",
        "1205",
        "188002",
        "18ffffffffffffffffff01",
        "1900",
        "00",
        "07",
        "12030a01ff",
        "1202" + "0800",
        "1a00",
        "12040a0561",
        "08ffffffffffffffffffff01"
      })
  void refusesMalformedPayloads(String hex) {
    EvidenceException refused = assertThrows(EvidenceException.class, () -> decode(hex));
    assertEquals(ErrorCode.DOCUMENT_MALFORMED, refused.code());
  }

  @Test
  void bindsSizes() {
    SparkplugMetric metric = SparkplugMetric.ofBoolean("a", AT, true);
    List<SparkplugMetric> tooMany = Collections.nCopies(SparkplugCodec.MAX_METRICS + 1, metric);
    assertThrows(
        IllegalArgumentException.class,
        () -> SparkplugCodec.encode(SparkplugPayload.of(AT, tooMany, 0)));
    assertEquals(
        ErrorCode.DOCUMENT_TOO_LARGE,
        assertThrows(EvidenceException.class, () -> decode("1200".repeat(4097))).code());
    assertEquals(
        ErrorCode.DOCUMENT_TOO_LARGE,
        assertThrows(
                EvidenceException.class,
                () -> SparkplugCodec.decode(new byte[SparkplugCodec.MAX_BYTES + 1]))
            .code());
    assertThrows(IllegalArgumentException.class, () -> SparkplugPayload.of(AT, List.of(), 256));
  }

  /** Whatever the bytes: a payload or a refusal. */
  @Test
  void survivesMutations() {
    long seed = 20237;
    Mutations mutations = new Mutations(SparkplugCodec.encode(PAYLOAD), seed);
    for (int round = 0; round < 20_000; round++) {
      try {
        SparkplugCodec.decode(mutations.next());
      } catch (EvidenceException e) {
        assertEquals(ErrorCode.DOCUMENT_MALFORMED, e.code(), "seed " + seed);
      }
    }
  }

  private static SparkplugPayload decode(String hex) throws EvidenceException {
    return SparkplugCodec.decode(HexFormat.of().parseHex(hex));
  }
}
