package org.dockwarden.evidence.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker bites: each breach is found, a sound session is not. */
final class SparkplugCheckerTest {
  private static final Instant AT = Instant.ofEpochSecond(1_800_000_000);

  private final SparkplugChecker checker = new SparkplugChecker();

  @Test
  void findsNothingInASoundSession() {
    birth(7);
    device("DBIRTH", 1, born("state"));
    device("DDATA", 2, told("state"));
    node("NDATA", SparkplugPayload.of(AT, List.of(told("software")), 3));
    device("DDEATH", 4);
    death(7);
    death(7);
    birth(8);
    assertEquals(List.of(), checker.breaches());
    assertEquals(8, checker.messages());
  }

  @Test
  void findsAGapBetweenNodeAndDevice() {
    birth(7);
    device("DBIRTH", 1, born("state"));
    node("NDATA", SparkplugPayload.of(AT, List.of(told("software")), 3));
    assertFound("tck-id-payloads-sequence-num-incrementing");
  }

  @Test
  void findsDataBeforeBirth() {
    node("NDATA", SparkplugPayload.of(AT, List.of(told("software")), 1));
    assertFound("tck-id-message-flow-edge-node-birth-publish-connect");
  }

  @Test
  void findsAMetricThatWasNotBorn() {
    birth(7);
    node("NDATA", SparkplugPayload.of(AT, List.of(told("news")), 1));
    assertFound("tck-id-topics-nbirth-metric-reqs");
  }

  @Test
  void findsTheSameNumberOfTwoConnections() {
    birth(7);
    death(7);
    birth(7);
    assertFound("tck-id-topics-nbirth-bdseq-increment");
  }

  @Test
  void findsADeathOfAConnectionThatWasNotBorn() {
    birth(7);
    death(9);
    assertFound("tck-id-payloads-ndeath-bdseq");
  }

  @Test
  void findsAnotherNumberAtARebirth() {
    birth(7);
    birth(8);
    assertFound("tck-id-payloads-nbirth-bdseq-repeat");
  }

  @Test
  void findsAnUnknownDevice() {
    birth(7);
    device("DDATA", 1, told("state"));
    assertFound("tck-id-payloads-ddata-order");
  }

  @Test
  void findsANodeThatDiesBeforeItsDevices() {
    birth(7);
    device("DBIRTH", 1, born("state"));
    death(7);
    assertEquals(1, checker.breachesOfAnEnd("g/d").size());
  }

  @Test
  void findsRetainedMessagesAndAnotherQos() {
    byte[] birth = SparkplugCodec.encode(birthOf(1));
    checker.message("spBv1.0/g/NBIRTH/d", birth, 1, true);
    assertFound("tck-id-payloads-nbirth-retain");
    assertFound("tck-id-topics-nbirth-mqtt");
  }

  private void assertFound(String id) {
    assertTrue(
        checker.breaches().stream().anyMatch(it -> it.contains(id + ":")),
        () -> "" + checker.breaches());
  }

  private static SparkplugMetric born(String name) {
    return SparkplugMetric.ofText(name, AT, "x");
  }

  private static SparkplugMetric told(String name) {
    return SparkplugMetric.ofText(name, AT, "y").withoutType();
  }

  private static SparkplugMetric bdSeq(long number) {
    return SparkplugMetric.ofInteger("bdSeq", AT, SparkplugType.INT64, number);
  }

  private static SparkplugPayload birthOf(long number) {
    return SparkplugPayload.of(
        AT,
        List.of(
            bdSeq(number),
            SparkplugMetric.ofBoolean("Node Control/Rebirth", AT, false),
            born("software")),
        0);
  }

  private void birth(long number) {
    node("NBIRTH", birthOf(number));
  }

  private void death(long number) {
    node("NDEATH", SparkplugPayload.withoutSeq(AT, List.of(bdSeq(number))));
  }

  private void node(String type, SparkplugPayload payload) {
    checker.message("spBv1.0/g/" + type + "/d", SparkplugCodec.encode(payload), 0, false);
  }

  private void device(String type, int seq, SparkplugMetric... metrics) {
    checker.message(
        "spBv1.0/g/" + type + "/d/bay-1",
        SparkplugCodec.encode(SparkplugPayload.of(AT, List.of(metrics), seq)),
        0,
        false);
  }
}
