package org.dockwarden.evidence.manifest;

import java.time.Duration;
import java.time.Instant;

/**
 * A camera's clock measured against the dock's, before it is corrected.
 *
 * @param offset camera minus dock, in milliseconds on the wire: positive when the camera is fast
 * @param uncertainty half width of the interval that surely holds the offset
 * @param measuredAt when, by the dock's clock
 */
public record ClockOffset(Duration offset, Duration uncertainty, Instant measuredAt) {}
