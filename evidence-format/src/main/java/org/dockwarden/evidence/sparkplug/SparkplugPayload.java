package org.dockwarden.evidence.sparkplug;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Sparkplug B payload.
 *
 * @param timestamp when it was made
 * @param metrics in the order of the wire
 * @param seq its sequence number, 0 to 255; NDEATH and commands have none
 */
public record SparkplugPayload(
    Optional<Instant> timestamp, List<SparkplugMetric> metrics, OptionalInt seq) {
  /** Sequence numbers go from 0 to this, then from 0 again. */
  public static final int MAX_SEQ = 255;

  public SparkplugPayload {
    metrics = List.copyOf(metrics);
    if (seq.isPresent() && (seq.getAsInt() < 0 || seq.getAsInt() > MAX_SEQ)) {
      throw new IllegalArgumentException("seq: " + seq.getAsInt() + " (expected: 0 to 255)");
    }
  }

  public static SparkplugPayload of(Instant at, List<SparkplugMetric> metrics, int seq) {
    return new SparkplugPayload(Optional.of(at), metrics, OptionalInt.of(seq));
  }

  /** Without a sequence number: NDEATH, NCMD, DCMD. */
  public static SparkplugPayload withoutSeq(Instant at, List<SparkplugMetric> metrics) {
    return new SparkplugPayload(Optional.of(at), metrics, OptionalInt.empty());
  }
}
