package org.dockwarden.evidence.manifest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.dockwarden.evidence.json.InstantText;
import org.dockwarden.evidence.json.JsonValue;

/**
 * A camera's clock measured against the dock's, before it is corrected.
 *
 * @param offset camera minus dock, in milliseconds on the wire: positive when the camera is fast
 * @param uncertainty half width of the interval that surely holds the offset
 * @param measuredAt when, by the dock's clock
 */
public record ClockOffset(Duration offset, Duration uncertainty, Instant measuredAt) {
  private static final Duration MAX = Duration.ofMillis(JsonValue.MAX_INTEGER);

  public ClockOffset {
    offset = offset.truncatedTo(ChronoUnit.MILLIS);
    uncertainty = uncertainty.truncatedTo(ChronoUnit.MILLIS);
    measuredAt = InstantText.truncate(measuredAt);
    if (offset.abs().compareTo(MAX) > 0) {
      throw new IllegalArgumentException("offset: (expected: below 2^53 ms)");
    }
    if (uncertainty.isNegative() || uncertainty.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("uncertainty: (expected: 0 to 2^53 ms)");
    }
  }
}
